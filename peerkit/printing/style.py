"""How large and how wide print is. The numbers are those of UKAAF and RNIB for clear print (domain notes, F1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """Type for paper: `points` of the body, `leading` as a multiple of it, `measure` in characters, `margin` in mm."""

    points: int
    leading: float
    measure: int
    margin: int


STANDARD = Style(points=14, leading=1.25, measure=70, margin=15)
"""Clear print: 12 points at the least, ideally 14; lines of 60 to 70 characters."""
