"""Which state stands for which: Russia for the USSR, whose deliveries and treaties went on."""

from __future__ import annotations


def heir(code: str | None) -> str | None:
    """The code that stands for a state where the USSR and Russia are one."""
    return "RUS" if code == "SUN" else code
