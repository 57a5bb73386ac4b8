"""The page of a group: one file for any web space, with nothing that is not public."""

import re
from datetime import date
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.group.public import told
from peerkit.printing.render.html import page
from peerkit.printing.sheets import group_page
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import LONGEST_LINE, TOLD
from tests.judges import axe, chromium, nu
from tests.room import noon
from tests.test_group_listing import FULL, WINDOW
from tests.test_render_html import too_wide

DAY = date(2026, 11, 30)
OURS = """\
[group]
name = "Thursday circle"
days = ["every Thursday, 19:00 to 21:00", "not in August", "not on 2026-12-24"]
where = "12 High Street"
town = "Leeds"
contact = "01632 960123 or hello@example.org"
for_whom = "For anyone who lost somebody."
cost = "Free"
on_web = ["name", "days", "town", "contact", "for_whom"]
on_contact = ["where"]
checked = 2026-11-30
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path / "group"))
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "peerkit.toml").write_text(OURS)
    (tmp_path / "web").mkdir()
    monkeypatch.chdir(tmp_path / "web")
    return tmp_path / "web"


def made(*typed: str, day: date = DAY) -> str:
    assert main(["group", "page", "--yes", *typed], noon(day)) == 0
    return Path("index.html").read_text()


def test_a_page_has_what_a_stranger_needs_and_files_beside_it(here: Path) -> None:
    html = made("--rules", "ground-rules")
    assert sorted(path.name for path in here.iterdir()) == ["index.html", "web-calendar.ics", "web-flyer.pdf"]
    for said in (
        "<h1>Thursday circle</h1>",
        "For anyone who lost somebody.",
        "<dd>Every Thursday, 19:00 to 21:00; not in August</dd>",
        "<dd>Leeds. You hear the place when you get in touch.</dd>",
        "Before you set out, ask: 01632 960123 or hello@example.org",
        "Checked on Monday 30 November 2026. It holds until Sunday 30 May 2027.",
        "<li>Thursday 17 December 2026, 19:00 to 21:00</li>\n<li>Thursday 31 December 2026, 19:00 to 21:00</li>",
        "One person speaks at a time",
        '<a href="tel:01632960123">',
        '<a href="mailto:hello@example.org">',
        '<a href="web-calendar.ics">',
        '<a href="web-flyer.pdf">',
    ):
        assert said in html, said


def test_a_page_has_no_script_asks_for_nothing_and_weighs_little(here: Path) -> None:
    html = made("--rules", "ground-rules")
    assert len(html.encode()) < 100_000
    assert "<script" not in html
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", html)


def test_a_link_to_a_page_says_what_it_is(here: Path) -> None:
    html = made()
    assert '<meta property="og:title" content="Thursday circle">' in html
    about = "For anyone who lost somebody. Every Thursday, 19:00 to 21:00; not in August. Leeds."
    assert f'<meta property="og:description" content="{about}">' in html


def test_nothing_is_on_a_page_or_its_flyer_that_is_not_on_the_web(here: Path) -> None:
    html = made()
    for never in ("High Street", "Free"):
        assert never not in html
    assert b"High Street" not in Path("web-calendar.ics").read_bytes()


def test_a_page_of_a_group_that_says_too_little_is_not_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here.parent / "group" / "peerkit.toml").write_text('[group]\nname = "Circle"\n')
    assert main(["group", "page", "--yes"], noon(DAY)) == 1
    assert "it is not on the web.\nTo put it there: peerkit group tell name\n" in capsys.readouterr().err
    assert not list(here.iterdir())


def test_markup_in_what_a_group_says_stays_text() -> None:
    group = Group(name="<b>Us</b>", for_whom='"><script>alert(1)</script>', on_web=TOLD)
    html = page(group_page.sheet(group, DAY), group_page.summary(group))
    assert "<script>" not in html
    assert "<b>" not in html


LONG = FULL._replace(
    **dict.fromkeys(("name", "where", "access", "contact"), ("Llanfairpwllgwyngyll " * 30)[:LONGEST_LINE])
)


@pytest.mark.outside("chromium", "java")
def test_the_page_passes_axe_and_nu_at_320_pixels_and_does_not_scroll_sideways(here: Path) -> None:
    links = [("A flyer", "flyer.pdf")]
    groups = told(FULL, "web"), LONG, told(FULL._replace(closed=DAY), "web")
    pages = [made("--rules", "ground-rules")]
    pages += [page(group_page.sheet(group, WINDOW.first), "About", links) for group in groups]
    paths = []
    with chromium() as browser:
        screen = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 844}).new_page()
        asked: list[str] = []
        screen.on("request", lambda request: asked.append(request.url))
        for place, html in enumerate(pages):
            paths.append(here / f"{place}.html")
            paths[-1].write_text(html)
            screen.set_content(html)
            assert axe(screen) == []
            assert too_wide(screen) == 0
        assert [url for url in asked if not url.startswith("data:")] == []
    assert nu(*paths) == []
