"""`quotes`: one utterance, in quotation marks and attributed to a speaker, a row."""

from schemas.columns import boolean, date_span, edtf, enum, key, ordered, party, provenance, text
from schemas.table import Table
from schemas.vocabulary import QUOTE_KINDS

QUOTES = Table(
    name="quotes",
    title="Quotes",
    description="Words inside quotation marks that a source attributes to a person, an office or a body.",
    key="quote_id",
    columns={
        "quote_id": key("Speaker, year and a short hash."),
        "text": text("The words, verbatim, without the outer quotation marks.", required=True),
        "speaker": text("Canonical name; a body or role where no person is named.", required=True),
        "speaker_title": text("Title as stated."),
        "speaker_country": party("Country code of the speaker."),
        "kind": enum(
            "direct: at least a whole clause; partial: a fragment in the author's sentence.", QUOTE_KINDS, required=True
        ),
        "date": edtf("When it was said, where stated, as EDTF."),
        **date_span("`date`"),
        "occasion": text("Where and to whom, in our own words, where stated."),
        "language": text("Language of the words as printed, as ISO 639-1.", required=True, pattern="[a-z]{2}"),
        "disputed": boolean("True where the source doubts that it was said, or said so.", required=True),
        "topic": text("What it is about, in our own words."),
        **provenance("True where the speaker is of Russia (or the USSR) or of China; what it is about is not asked."),
    },
    checks=[ordered("date_start", "date_end")],
)
