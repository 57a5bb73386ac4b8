"""How large print is, and on what: styles and papers are data, and every renderer reads them.

The numbers are those of UKAAF and RNIB for clear, large and giant print (domain notes, F1).
"""

from typing import NamedTuple


class Style(NamedTuple):
    """Type for a sheet.

    `points` of the body; `leading` from line to line as a multiple of them; `measure`, the most characters a line;
    `pictures`, whether there is room for one beside each idea; `easy`, whether words are Easy Read where there are any.
    """

    name: str
    points: int
    leading: float = 1.3
    measure: int = 70
    pictures: bool = False
    easy: bool = False


class Paper(NamedTuple):
    """A sheet of paper, upright: width and height in mm, `margin` in mm, and its name in CSS.

    `scale` is for paper that hangs on a wall and is read from further away: it enlarges all type.
    `sheets` is how many of it, taped together, make one for the wall.
    """

    name: str
    width: float
    height: float
    margin: float
    css: str
    scale: float = 1.0
    sheets: int = 1


STANDARD = Style("standard", 14)
"""Clear print: 12 points at the least, ideally 14; lines of 60 to 70 characters."""
LARGE = Style("large", 18)
STYLES = {
    style.name: style for style in (STANDARD, LARGE, Style("giant", 24), Style("easy-read", 16, 1.5, 60, True, True))
}

A4 = Paper("a4", 210, 297, 16, "A4")
PAPERS = {
    paper.name: paper
    for paper in (
        A4,
        Paper("a5", 148, 210, 12, "A5"),
        Paper("a6", 105, 148, 9, "105mm 148mm"),
        Paper("a3", 297, 420, 24, "A3", 2**0.5),
        Paper("letter", 215.9, 279.4, 16, "letter"),
    )
}

WALL_PAPERS = PAPERS | {"a3-on-a4": Paper("a3-on-a4", 210, 297, 16, "A4", 2**0.5, 2)}
"""Paper for what hangs on a wall: A3 is two sheets of A4 side by side as well, for a printer that has no larger."""
