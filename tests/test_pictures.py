"""Easy Read: an idea a line, a picture beside each where one helps, and where the pictures are from."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.errors import PeerkitError
from peerkit.printing.document import Document, Drawing, Entries, Entry
from peerkit.printing.pictures import beside, credit, easy_value, names
from peerkit.printing.render.html import html
from peerkit.printing.render.pdf import pdf
from peerkit.printing.style import STYLES
from peerkit.workspace import pictures
from peerkit.workspace.root import Root
from tests.paper import Printed
from tests.sheets import SHEETS, TOP, texts

EASY = STYLES["easy-read"]
PIXEL = zlib.compress(b"\0\0")


def png() -> bytes:
    """A picture of one black pixel."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", PIXEL), (b"IEND", b""))
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


PNG = png()


def named(idea: str) -> str:
    picture = beside(idea)
    return picture.name if picture else ""


@pytest.mark.parametrize(
    ("idea", "picture"),
    [
        ("The others listen until the end.", "listen"),
        ("What you say here stays here.", "secret"),
        ("You can have a drink.", "cup"),
        ("We do not drink alcohol here.", ""),
        ("The counsellor tells the client what they heard.", ""),
        ("It costs nothing.", "money"),
        ("You can have your camera on.", "camera"),
        ("Do not record the meeting.", "camera-not"),
        ("Is somebody in danger?", "danger"),
        ("That is all right.", ""),
        ("", ""),
    ],
)
def test_an_idea_has_the_picture_of_its_words_crossed_out_where_it_says_not_to_and_none_where_none_helps(
    idea: str, picture: str
) -> None:
    assert named(idea) == picture


def test_a_sheet_has_a_few_dozen_pictures_in_one_style_and_says_where_they_are_from() -> None:
    assert 24 <= len(names()) == len(set(names())) <= 60
    for name in ("ground-rules", "flyer", "starter", "charter"):
        (sheet,) = (sheet for sheet in SHEETS if sheet.name == name)
        made = sheet.look("easy-read", "a4", "Us", "We meet.").document
        assert credit() in list(texts(made))
    licence = (TOP / "peerkit" / "printing" / "pictures" / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("MIT License\n\nCopyright (c) 2021 Resolve to Save Lives")


def test_each_sentence_stands_on_a_line_of_its_own_beside_its_picture_on_paper_and_on_a_screen() -> None:
    document = Document("Rules", opening=(Entries((Entry("Please listen. You can have a drink.", "Being heard"),)),))
    printed = Printed(pdf(document, EASY))
    lines = [printed.said(each.own) for each in printed.elements if each.kind == "P" and printed.within(each.own)]
    assert {"Please listen.", "You can have a drink."} <= set(lines)
    page = html(document, EASY)
    assert len(set(re.findall(r'<img src="(data:image/svg\+xml;base64,[^"]+)" alt="">', page))) == 2


def test_values_have_easy_names_and_others_their_own() -> None:
    assert easy_value("Everyone is the expert on their own life") == "You know your own life"
    assert easy_value("Biscuits") == "Biscuits"


def test_a_picture_of_the_groups_own_takes_the_place_of_one(tmp_path: Path) -> None:
    (tmp_path / "templates" / "pictures").mkdir(parents=True)
    (tmp_path / "templates" / "pictures" / "Cup.PNG").write_bytes(PNG)
    assert pictures.own(Root(tmp_path, "")) == (("cup", "png", PNG),)
    document = Document("Rules", opening=(Entries((Entry("Have some tea."),)),), drawings=(Drawing("cup", "png", PNG),))
    assert b"/Subtype/Image" in pdf(document, EASY).replace(b" ", b"")
    assert 'src="data:image/png;base64,' in html(document, EASY)
    (tmp_path / "templates" / "pictures" / "cup.png").write_bytes(b"x" * 1_100_000)
    with pytest.raises(PeerkitError, match="larger than 1,000 kB"):
        pictures.own(Root(tmp_path, ""))


@pytest.mark.parametrize(("form", "data"), [("png", b"no picture"), ("svg", b"<svg"), ("jpg", b"")])
def test_a_picture_that_is_none_is_refused_in_words(form: str, data: bytes) -> None:
    document = Document("Rules", opening=(Entries((Entry("Have some tea."),)),), drawings=(Drawing("cup", form, data),))
    with pytest.raises(PeerkitError, match="templates/pictures is no picture that can be drawn"):
        pdf(document, EASY)


def test_an_agenda_comes_in_easy_read_and_a_run_sheet_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    easy = ["session", "print", "weekly-circle", "--style", "easy-read"]
    assert main([*easy, "--sheet", "agenda", "-o", "agenda.pdf"]) == 0
    assert "This is an Easy Read draft." in Printed((tmp_path / "agenda.pdf").read_bytes()).text
    assert main(easy) == 2
    assert "only the agenda comes in Easy Read: --sheet agenda" in capsys.readouterr().err
