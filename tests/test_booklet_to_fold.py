"""A booklet has a cover and its contents, and can be folded from A4 so that its pages lie in their order."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.printing.document import Document, Paragraph, Section
from peerkit.printing.render.folded import order
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pages_of, pdf
from peerkit.printing.style import A4, PAPERS, STANDARD
from tests.paper import Printed

PARTS = tuple(Section(f"Part {number}", (Paragraph("We meet and we listen. " * 60),)) for number in range(1, 4))
BOOKLET = Document("A booklet", "Ours", sections=PARTS, contents="What is in it")


@given(st.integers(1, 200))
def test_folded_sheets_open_onto_the_pages_in_their_order(pages: int) -> None:
    sides = order(pages)
    assert len(sides) % 2 == 0
    whole = 2 * len(sides)
    assert sorted(page for side in sides for page in side if page) == list(range(1, pages + 1))
    leaves = [(front[1], back[0]) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    assert leaves == [(2 * at + 1, min(2 * at + 2, pages + 1) % (pages + 1)) if 2 * at + 1 <= pages else (0, 0)
                      for at in range(len(leaves))]  # fmt: skip
    assert all(left + right == whole + 1 for left, right in sides if left and right)
    assert order(pages, from_the_right=True) == tuple((right, left) for left, right in sides)


def test_a_booklet_has_a_cover_and_says_where_each_part_begins() -> None:
    printed = Printed(pdf(BOOKLET))
    cover = "".join(char.text for char in printed.chars if char.box.page == 0 and not char.artifact)
    contents = "".join(char.text for char in printed.chars if char.box.page == 1)
    assert "A booklet" in cover
    assert "Part 1" not in cover
    for part in PARTS:
        assert part.heading in contents
        place = next(e for e in printed.elements if e.kind == "H2" and printed.said(e) == part.heading)
        number = printed.within(place)[0].box.page + 1
        assert f"{number}" in contents[contents.index(part.heading) + len(part.heading) :]
    assert '<a href="#part-2">Part 2</a>' in html(BOOKLET)
    assert 'id="part-2"' in html(BOOKLET)


def test_a_page_with_a_line_or_two_is_saved() -> None:
    words = "We meet on Thursdays, and everyone has the same time to speak. "
    full, more = (pdf(Document("Ours", opening=(Paragraph(words),) * count), STANDARD, A4) for count in (17, 18))
    assert (pages_of(full), pages_of(more)) == (1, 2)  # as soon as there is another page, it has the least on it
    last = {char.baseline for char in Printed(more).chars if char.box.page == 1 and not char.artifact}
    assert len(last) > 2


def test_a_booklet_to_fold_is_a5_on_both_sides_of_a4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["starter", "print", "--fold"]) == 0
    assert "turned over along the short edge" in capsys.readouterr().err
    assert main(["starter", "print", "--paper", "a5"]) == 0
    sheets, read = ((tmp_path / f"starting-a-group-{name}.pdf").read_bytes() for name in ("to-fold", "a5"))
    assert pages_of(sheets) == -(-pages_of(read) // 4) * 2
    for made, size in ((sheets, (A4.height, A4.width)), (read, (PAPERS["a5"].width, PAPERS["a5"].height))):
        (box,) = set(re.findall(rb"/MediaBox ?\[0 0 ([\d. ]+)\]", made))
        assert [float(side) * 25.4 / 72 for side in box.split()] == pytest.approx(size, abs=0.1)
    assert main(["starter", "print", "--fold", "--format", "html"]) == 2
