"""`exercises`: one exercise or joint patrol a row."""

from schemas.columns import date_span, edtf, enum, integer, key, ordered, parties, provenance, text
from schemas.table import Table
from schemas.vocabulary import EXERCISE_KINDS, EXERCISE_STATUSES, FACTUALITIES

EXERCISES = Table(
    name="exercises",
    title="Exercises",
    description="Military exercises and joint patrols. A named series with no edition stated is a row without a date.",
    key="exercise_id",
    columns={
        "exercise_id": key("Stable, readable identifier, such as vostok-2018."),
        "name": text("Its name, such as Vostok-2018, or a plain label where it has none.", required=True),
        "series": text("The series that it belongs to; null for a one-off."),
        "kind": enum("What kind of exercise it is, where the source says so.", EXERCISE_KINDS),
        "participants": parties("Country codes of all that took part, the host too, sorted."),
        "date": edtf("When it was held, or is planned, as EDTF."),
        **date_span("`date`"),
        "location": text("Where, as stated: a sea, a range, a country."),
        "personnel": integer("People of all sides together, where stated."),
        "aircraft": integer("Aircraft, where stated."),
        "ships": integer("Ships, where stated."),
        "status": enum("Whether it was held.", EXERCISE_STATUSES),
        "factuality": enum("How the source puts it.", FACTUALITIES, required=True),
        "description": text("What the row says, in our own words."),
        **provenance(),
    },
    checks=[ordered("date_start", "date_end")],
)
