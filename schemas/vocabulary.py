"""The closed lists of the codebook, each declared once. Cheap to import: the stages use them without loading pandas."""

FACT_TABLES = ("transfers", "exercises", "agreements", "quotes")
# In the order of publication.
TABLE_NAMES = (*FACT_TABLES, "sources", "mentions", "claims", "conflicts", "issues", "aliases", "changes")


def record_key(table: str) -> str:
    """The key column of one of the four tables of records: `transfer_id` of `transfers`."""
    return f"{table.removesuffix('s')}_id"


ITEM_CATEGORIES = (
    "aircraft",
    "unmanned",
    "air_defence",
    "missiles",
    "engines",
    "ships",
    "submarines",
    "sensors",
    "space",
    "electronics",
    "small_arms",
    "munitions",
    "industrial",
    "armour",
    "artillery",
    "other",
    "aggregate",
)
TRANSFER_TYPES = (
    "sale",
    "licensed_production",
    "technology_transfer",
    "co_development",
    "technical_assistance",
    "aid",
)
SCOPES = ("item", "aggregate")
TRANSFER_STATUSES = ("prospective", "negotiating", "ordered", "ongoing", "delivered", "cancelled")
FACTUALITIES = ("asserted", "reported", "possible", "denied")

EXERCISE_KINDS = (
    "command_staff",
    "naval",
    "air_patrol",
    "ground",
    "counterterrorism",
    "missile_defence",
    "combined",
    "other",
)
EXERCISE_STATUSES = ("held", "planned", "cancelled")

AGREEMENT_KINDS = (
    "treaty",
    "border",
    "framework",
    "roadmap",
    "contract",
    "joint_statement",
    "confidence_building",
    "other",
)
AGREEMENT_STATUSES = ("signed", "in_force", "negotiating", "expected", "expired", "terminated")

QUOTE_KINDS = ("direct", "partial")

SOURCE_KINDS = (
    "article",
    "blog",
    "book",
    "book_chapter",
    "encyclopedia",
    "journal_article",
    "news",
    "report",
    "speech",
    "statement",
    "thesis",
    "transcript",
    "web_page",
    "working_paper",
    "other",
)

REVIEW_STATUSES = ("machine", "reviewed", "coded")

CONFLICT_KINDS = (
    "date",
    "place",
    "count",
    "basis",
    "ordinal",
    "existence",
    "certainty",
    "wording",
    "classification",
)
SETTLED_BY = (
    "review",
    "furthest",
    "strongest",
    "most_precise",
    "longest",
    "all",
    "any",
    "most_frequent",
    "first_source",
)
CHANGE_CAUSES = ("source added", "source removed", "document changed", "extractor changed", "review")

REFUSED = "refused"  # published as "refused: " and the names of the checks that the row failed
ISSUE_REASONS = (
    "no_party",
    "no_item",
    "mentioned_only",
    "copied_without_contract",
    "general_talk",
    "no_name_date_or_place",
    "no_document",
    "no_speaker",
    "scare_quote_or_term",
    "title_of_work",
    "relationship_label",
    "reference_or_biography",
    "ambiguous",
    REFUSED,
)

# ISO 3166-1 alpha-3, then the codes withdrawn with the states that they named (ISO 3166-3).
COUNTRY_CODES = frozenset(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
    BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
    CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
    MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
    PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
    SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
    UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    SUN CSK DDR YMD YUG
    """.split()
)
