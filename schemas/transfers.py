"""`transfers`: one (supplier, recipient, item, deal) a row."""

import pandera.pandas as pa

from schemas.columns import boolean, date_span, edtf, enum, integer, key, ordered, party, provenance, real, text
from schemas.table import Table
from schemas.vocabulary import FACTUALITIES, ITEM_CATEGORIES, SCOPES, TRANSFER_STATUSES, TRANSFER_TYPES

TRANSFERS = Table(
    name="transfers",
    title="Transfers",
    description=(
        "Arms, components, dual-use goods, licences, technology, joint development and technical assistance that "
        "went, or were to go, from one side to the other; and amounts of trade with no item named (scope = aggregate)."
    ),
    key="transfer_id",
    columns={
        "transfer_id": key("Stable, readable identifier, such as rus-chn-s-400."),
        "supplier": party(
            "Country code of the side that gives; for joint development, the helper. Null where not stated."
        ),
        "recipient": party("Country code of the side that gets. Null where not stated."),
        "item": text("Canonical designation, or a plain noun where the source names none.", required=True),
        "item_category": enum("Family of arms or goods.", ITEM_CATEGORIES, required=True),
        "transfer_type": enum("By what kind of deal.", TRANSFER_TYPES),
        "scope": enum("item, or aggregate for an amount of trade with no item named.", SCOPES, required=True),
        "status": enum("How far it went; null where the source does not say.", TRANSFER_STATUSES),
        "factuality": enum("How the source puts it.", FACTUALITIES, required=True),
        "quantity": integer("Units, where stated."),
        "value_usd_min": real("Value in US dollars, at least."),
        "value_usd_max": real("Value in US dollars, at most; equals the minimum where one figure is given."),
        "value_shared": boolean("True where the value is joint with other rows, so that summing would count it twice."),
        "trade_share": real("Aggregates: share of all trade between the two, from 0 to 1.", at_most=1),
        "order_date": edtf("When it was ordered, as EDTF."),
        "delivery_date": edtf("When it was delivered, or the period of an aggregate, as EDTF."),
        "announced_date": edtf("When it was announced, as EDTF."),
        **date_span("all stated dates"),
        "description": text("What the row says, in our own words."),
        **provenance(),
    },
    checks=[
        ordered("value_usd_min", "value_usd_max"),
        ordered("date_start", "date_end"),
        pa.Check(
            lambda frame: (frame["scope"] == "aggregate") == (frame["item_category"] == "aggregate"),
            name="aggregate_scope_with_category",
        ),
    ],
)
