"""`agreements`: one treaty, pact, framework, roadmap, government deal, joint statement or arrangement a row."""

from schemas.columns import date_span, edtf, enum, key, ordered, parties, provenance, text
from schemas.table import Table
from schemas.vocabulary import AGREEMENT_KINDS, AGREEMENT_STATUSES, FACTUALITIES

AGREEMENTS = Table(
    name="agreements",
    title="Agreements",
    description=(
        "Treaties, pacts, frameworks, roadmaps, government deals, joint statements and standing declared "
        "arrangements between states. "
        "Commercial orders of arms are in `transfers`."
    ),
    key="agreement_id",
    columns={
        "agreement_id": key("Stable, readable identifier, such as chn-rus-2017-military-cooperation-roadmap."),
        "title": text("Official short title where known, else a label in our own words.", required=True),
        "kind": enum("What kind of instrument it is.", AGREEMENT_KINDS, required=True),
        "parties": parties("Country codes of the parties, sorted."),
        "subject": text("What it is about, in our own words."),
        "signed_date": edtf("When it was signed, as EDTF; null where it is not signed or not stated."),
        **date_span("the time in force, or of the period stated"),
        "status": enum("How far it went; null where the source does not say.", AGREEMENT_STATUSES),
        "factuality": enum("How the source puts it.", FACTUALITIES, required=True),
        "description": text("What the row says, in our own words."),
        **provenance(),
    },
    checks=[ordered("date_start", "date_end")],
)
