"""Packs: what one file carries to forty other groups, and what never changes where it is added."""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.packs.cleaning import LINE, cleaned, differences, found, still_held
from tests.room import REPOSITORY, files_below, noon

TEN = (
    "weekly-circle", "mens-circle", "ward-group", "long-morning", "sit-and-share", "first-meeting", "carers-group",
    "bereavement-circle", "young-people", "online-group",
)  # fmt: skip
DAY = date(2026, 11, 30)


def shipped(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "templates" / folder / f"{name}.toml").read_text("utf-8"))


class Folder:
    """A group's folder, and what is typed there."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._patch, self._capsys = path, monkeypatch, capsys

    def __call__(self, line: str, status: int = 0) -> str:
        self._patch.setenv("PEERKIT_WORKSPACE", str(self.path))
        code = main(line.split(), noon(DAY))
        heard = self._capsys.readouterr()
        assert code == status, heard
        return heard.out + heard.err

    def put(self, place: str, data: dict[str, Any]) -> Path:
        path = self.path / "templates" / f"{place}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(data), "utf-8")
        return path

    def data(self, place: str) -> dict[str, Any]:
        return tomllib.loads((self.path / "templates" / f"{place}.toml").read_text("utf-8"))

    def everything(self) -> dict[str, bytes]:
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in files_below(self.path)
                if path.name != ".lock"}  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path, monkeypatch, capsys) -> tuple[Folder, Folder]:
    monkeypatch.chdir(tmp_path)
    for name in ("theirs", "ours"):
        (tmp_path / name).mkdir()
    return Folder(tmp_path / "theirs", monkeypatch, capsys), Folder(tmp_path / "ours", monkeypatch, capsys)


def a_network(theirs: Folder, names: Sequence[str] = TEN[:1]) -> None:
    """Ways of meeting of a network's own, with rules that it agreed on, a charter and a flyer."""
    (theirs.path / "peerkit.toml").write_text(
        '[group]\nname = "Harbour network"\nwhere = "The old bakery"\ncontact = "01632 960123"\n'
        '[support]\nlines = ["Call Sam first"]\n'
    )
    for name in names:
        data = shipped("sessions", name)
        theirs.put(f"sessions/net-{name}", {**data, "title": f"Network {data['title']}"})
    rules = shipped("agreements", "ground-rules")
    rules["rule"][0]["chosen"] = 2
    rules["rule"].append({"text": "Ring 01632 960999 or see https://example.org/help before you go.", "value": "Care"})
    theirs.put("agreements/ground-rules", {**rules, "version": 3, "adopted": DAY, "review": "2027-05"})
    theirs.put("charters/harbour", {**shipped("charters", "peer-support"), "title": "The harbour charter"})
    flyer = {**shipped("flyers", "peer-support"), "opening": ["We meet in The old bakery, LS1 1AA. Call Sam first."]}
    theirs.put("flyers/harbour", flyer)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ring 01632 960123 or +44 7700 900123.", ["01632 960123", "+44 7700 900123"]),
        ("Samaritans: 116 123. Text 85258, or 999.", ["116 123", "85258", "999"]),
        ("See https://example.org/a?b=1, or www.example.org.", ["https://example.org/a?b=1", "www.example.org"]),
        ("Write to sam@example.org or look at example.org/come.", ["sam@example.org", "example.org/come"]),
        ("We meet at 12 High Street, Leeds LS1 1AA.", ["12 High Street", "LS1 1AA"]),
        ("At 19:00 in 2026 there are 10 of us, 8m each, since 2019-2020.", []),
    ],
)
def test_numbers_addresses_and_links_are_found(text: str, what: list[str]) -> None:
    assert found(text) == what


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_was_cleaned_holds_nothing_more_and_agrees_on_nothing(inside: Any) -> None:
    data = {"title": inside, "version": 2, "rule": [{"text": "Ring 01632 960123.", "chosen": 1}], "adopted": DAY}
    made, gone = cleaned(data)
    assert made["rule"] == [{"text": f"Ring {LINE}."}]
    assert not {"version", "adopted"} & set(made)
    assert {("version", "2"), ("rule 1.chosen", "1"), ("rule 1.text", "01632 960123")} <= set(gone)
    assert still_held(made) == []


def test_what_ships_is_cleaned_without_losing_a_word_of_its_scripts() -> None:
    for folder in ("sessions", "agreements", "charters"):
        for path in (REPOSITORY / "templates" / folder).glob("*.toml"):
            data = tomllib.loads(path.read_text("utf-8"))
            lost = [each for each in differences(data, cleaned(data)[0]) if not each.place.endswith("source")]
            assert lost == [], path.name


def test_a_pack_leaves_out_who_can_be_reached_where_and_what_was_agreed(folders: tuple[Folder, Folder]) -> None:
    theirs, _ = folders
    a_network(theirs)
    said = theirs("template pack --name harbour")
    for told in (
        "sessions/net-weekly-circle", "charters/harbour", "flyers/harbour", "agreements/ground-rules: version: 3",
        "agreements/ground-rules: rule 1.chosen: 2", "01632 960999", "https://example.org/help",
    ):  # fmt: skip
        assert told in said
    text = Path("harbour-pack.toml").read_text("utf-8")
    for never in (
        "01632",
        "example.org",
        "Call Sam",
        "bakery",
        "LS1",
        "adopted",
        "chosen",
        "Harbour network",
        "[group",
    ):
        assert never not in text


@pytest.mark.parametrize("names", [TEN[:4], pytest.param(TEN, marks=pytest.mark.long)], ids=["four", "ten"])
def test_ways_of_meeting_are_added_updated_and_taken_back_without_a_lost_word(
    folders: tuple[Folder, Folder], names: Sequence[str]
) -> None:
    theirs, ours = folders
    a_network(theirs, names)
    theirs("template pack --name harbour")
    own = {**shipped("agreements", "ground-rules"), "title": "Our rules", "version": 1, "adopted": DAY}
    ours.put("agreements/ground-rules", own)
    ours.put("sessions/net-ward-group", {**shipped("sessions", "ward-group"), "title": "Ours, of that name"})
    before = ours.everything()

    said = ours("template add harbour-pack.toml", status=1)
    assert "Nothing was added.\nThis takes a yes." in said
    assert ours.everything() == before
    said = ours("template add harbour-pack.toml --yes")
    assert "New: sessions/net-weekly-circle (Network Weekly circle)" in said
    assert "New beside your own agreements/ground-rules: agreements/ground-rules-harbour" in said
    assert "New beside your own sessions/net-ward-group: sessions/net-ward-group-harbour" in said
    assert "Its ways of meeting show your own ground-rules." in said
    now = ours.everything()
    assert {name: now[name] for name in before} == before
    assert "chosen" not in str(ours.data("agreements/ground-rules-harbour"))
    assert "Network Weekly circle" in ours("template show net-weekly-circle")
    assert "There is nothing to add." in ours("template add harbour-pack.toml --yes")

    changed = {**ours.data("sessions/net-mens-circle"), "summary": "As we do it."}
    ours.put("sessions/net-mens-circle", changed)
    (ours.path / "templates" / "sessions" / "net-long-morning.toml").unlink()
    for name in ("net-mens-circle", "net-weekly-circle", "net-long-morning"):
        theirs.put(f"sessions/{name}", {**theirs.data(f"sessions/{name}"), "title": f"Newer {name}"})
    theirs("template pack --name harbour --force")
    said = ours("template add harbour-pack.toml --yes")
    assert "Kept as you have it: sessions/net-mens-circle\n  title\n    here: Network" in said
    assert "Newer: sessions/net-weekly-circle (Newer net-weekly-circle)" in said
    assert "You took it away, and it stays away: sessions/net-long-morning" in said
    assert ours.data("sessions/net-mens-circle") == changed
    assert ours.data("sessions/net-weekly-circle")["title"] == "Newer net-weekly-circle"
    assert "sessions/net-weekly-circle.toml.before" in str(sorted(ours.everything()))

    said = ours("template drop harbour")
    assert "Kept, for you changed it or agreed on it: sessions/net-mens-circle" in said
    left = ours.everything()
    assert {name: left[name] for name in before} == before
    assert ours.data("sessions/net-mens-circle") == changed
    assert not (ours.path / "templates" / "sessions" / "net-weekly-circle.toml").exists()
    again = ours.path / "templates" / "packs" / "harbour.toml.before-2"
    assert "New: sessions/net-weekly-circle" in ours(f"template add {again} --yes")


def test_what_was_agreed_on_since_is_never_replaced_nor_taken_away(folders: tuple[Folder, Folder]) -> None:
    theirs, ours = folders
    theirs.put("agreements/harbour", shipped("agreements", "ground-rules"))
    theirs("template pack --name harbour")
    ours("template add harbour-pack.toml --yes")
    agreed = {**ours.data("agreements/harbour"), "version": 1, "adopted": DAY}
    ours.put("agreements/harbour", agreed)
    theirs.put("agreements/harbour", {**shipped("agreements", "ground-rules"), "title": "Newer"})
    theirs("template pack --name harbour --force")
    assert "Kept as you have it: agreements/harbour" in ours("template add harbour-pack.toml --yes")
    ours("template drop harbour")
    assert ours.data("agreements/harbour") == agreed


def test_what_a_pack_still_holds_is_shown_before_it_is_added(folders: tuple[Folder, Folder]) -> None:
    _, ours = folders
    data = shipped("agreements", "ground-rules")
    data["rule"][0]["text"] = "Ring 01632 960123."
    pack = {"pack": {"format": 1, "name": "x"}, "agreements": {"theirs": data}}
    Path("x.toml").write_text(tomli_w.dumps(pack))
    said = ours("template add x.toml", status=1)
    assert "It still holds numbers, addresses or links. Are they right for you?" in said
    assert "agreements/theirs: rule 1.text: 01632 960123\n" in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "x.toml is no pack."),
        ({"pack": {"format": 2, "name": "x"}}, "is a pack of another form.\nIt was written by a newer peerkit"),
        ({"pack": {"format": 1, "name": "../x"}}, "the name of the pack is letters, digits and hyphens"),
        ({"pack": {"format": 1, "name": "x"}, "group": {"name": "y"}}, "a pack has no [group]."),
        ({"pack": {"format": 1, "name": "x"}, "sessions": {"../../y": {}}}, "can't be the name of a file"),
        ({"pack": {"format": 1, "name": "x"}, "sessions": {"y": {"title": "T"}}}, "sessions/y: summary:"),
    ],
)
def test_what_is_no_sound_pack_is_refused_and_nothing_is_written(
    folders: tuple[Folder, Folder], data: dict[str, Any], said: str
) -> None:
    _, ours = folders
    Path("x.toml").write_text(tomli_w.dumps(data))
    assert said in ours("template add x.toml --yes", status=1)
    assert ours.everything() == {}


def test_a_pack_that_was_not_added_can_not_be_taken_back(folders: tuple[Folder, Folder]) -> None:
    _, ours = folders
    assert "No pack harbour was added.\nNone was added." in ours("template drop harbour", status=1)
