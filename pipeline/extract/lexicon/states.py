"""Which state stands for which: Russia for the USSR, whose deliveries and treaties went on."""

from __future__ import annotations

EASTERN = ("UKR", "BLR")  # who make and sell what the Soviet Union left them, beside Russia
SOVIET = frozenset(("SUN", "RUS", *EASTERN))


def heir(code: str | None) -> str | None:
    """The code that stands for a state where the USSR and Russia are one."""
    return "RUS" if code == "SUN" else code
