"""`sources`: one document a row."""

from schemas.columns import SHA256, edtf, enum, integer, key, text, texts
from schemas.table import Table
from schemas.vocabulary import SOURCE_KINDS

SOURCES = Table(
    name="sources",
    title="Sources",
    description="The documents that were read: what each is, where it is found, and which text of it was used.",
    key="source_id",
    columns={
        "source_id": key("Name of the source in every other table, and of its folder in raw/."),
        "title": text("Title of the document.", required=True),
        "authors": texts("Its authors, in the order of the document."),
        "publisher": text("Who published it."),
        "published_date": edtf("When it was published, as EDTF; `?` marks a date that is not certain."),
        "url": text("Its address.", pattern=r"https?://\S+"),
        "language": text("Its language, as ISO 639-1.", required=True, pattern="[a-z]{2}"),
        "kind": enum("What kind of publication it is.", SOURCE_KINDS),
        "document_sha256": text("SHA-256 of the document's bytes.", required=True, pattern=SHA256),
        "text_sha256": text("SHA-256 of its normalised text in UTF-8.", required=True, pattern=SHA256),
        "reader_version": text("Version of the code that made the normalised text.", required=True),
        "extractor_version": text("Version of the code and lexicon that found the mentions.", required=True),
        "n_chars": integer("Length of the normalised text, in code points.", at_least=1, required=True),
        "n_words": integer("Its length in words, divided at white space.", required=True),
        "retrieved_at": text("When the document was fetched, as its card says."),
    },
)
