"""Every sheet, in every style that it offers and on every paper, before judges that peerkit did not write."""

import pytest

from tests.judges import pdf_ua
from tests.sheets import LOOKS

outside = pytest.mark.outside("chromium", "java")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """Every sheet as a PDF, in a file of its own."""
    folder = tmp_path_factory.mktemp("pdf")
    paths = [folder / f"{look}.pdf" for look in LOOKS]
    for look, path in zip(LOOKS, paths, strict=True):
        path.write_bytes(look.pdf)
    return paths


@outside
def test_every_sheet_keeps_to_pdf_ua(pdfs) -> None:
    assert pdf_ua(*pdfs) == []


@outside
def test_the_judge_of_pdf_notices_that_tags_are_missing(tmp_path) -> None:
    path = tmp_path / "untagged.pdf"
    path.write_bytes(LOOKS[0].pdf.replace(b"/StructTreeRoot", b"/StructTreeGone"))
    assert any(" 7.1: " in line and "StructTreeRoot" in line for line in pdf_ua(path))
