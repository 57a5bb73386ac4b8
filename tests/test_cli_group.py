"""`peerkit group`, as it is typed: shown, checked and changed."""

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from peerkit.cli.app import main
from peerkit.workspace import config
from peerkit.workspace.root import Root
from tests.room import noon

DAY = date(2026, 11, 30)
OURS = """\
# Ours, since 2019.
[group]
name = "Thursday circle"  # as on the door
where = "Friends Meeting House, 12 High Street"
days = ["every Thursday, 19:00 to 21:00"]  # since spring
"""


class Typed:
    """What was typed, and what was said to it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = folder / "peerkit.toml", capsys

    def __call__(self, line: str, *more: str, status: int = 0) -> str:
        assert main(["group", *line.split(), *more], noon(DAY)) == status
        heard = self.capsys.readouterr()
        return heard.out + heard.err

    @property
    def group(self) -> config.Group:
        return config.load(Root(self.file.parent, "")).group


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "peerkit.toml").write_text(OURS)
    return Typed(tmp_path, capsys)


def test_what_a_group_says_is_shown_with_where_it_is_told_and_its_next_dates(typed: Typed) -> None:
    said = typed("show")
    assert "where: Friends Meeting House, 12 High Street (on paper)\n" in said
    assert "Next: Thursday 3 December 2026, 19:00 to 21:00\n" in said
    assert "Nothing is on the web." in said
    data = json.loads(typed("show --json"))
    assert data["group"]["name"] == {"says": "Thursday circle", "told": "paper"}
    assert data["next"][0] == {"date": "2026-12-03", "start": "19:00", "end": "21:00"}


def test_a_change_keeps_every_comment_and_says_how_to_take_it_back(typed: Typed) -> None:
    said = typed("change cost Free of charge")
    assert said == "cost: Free of charge\nTo have it as it was: peerkit group change cost -\n"
    assert typed.file.read_text() == OURS + 'cost = "Free of charge"\n'
    typed("change cost -")
    assert typed.file.read_text() == OURS


def test_what_stood_there_empty_can_be_had_again(typed: Typed) -> None:
    typed.file.write_text('[group]\nname = "Ours"\nwhere = ""\n')
    assert typed("change where Hall").endswith("To have it as it was: peerkit group change where -\n")
    typed("change where -")
    assert typed.group.where == ""


def test_a_day_is_cancelled_or_moved_and_what_takes_that_back_can_be_typed(typed: Typed) -> None:
    assert "No meeting on: Thursday 24 December 2026" in typed("cancel 2026-12-24")
    said = typed("move 2026-12-31 --to 2026-12-30 --time", "18:00 to 20:00")
    assert said.startswith("Next: Wednesday 30 December 2026, 18:00 to 20:00\n")
    assert typed.group.days[1:] == ("not on 2026-12-24", "2026-12-31 moves to 2026-12-30, 18:00 to 20:00")
    assert "# since spring" in typed.file.read_text()
    assert "group change days 'every Thursday, 19:00 to 21:00' 'not on 2026-12-24'\n" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("cancel 2026-12-25", "There is no meeting on Friday 25 December 2026.\nNear it: 2026-12-17, 2026-12-24"),
        ("cancel Christmas", "Christmas is not a day.\nWrite it like 2026-12-24."),
        ("change dayz x", "Did you mean days?"),
        ("change days Thursday", 'group.days: "thursday": say from when to when, too'),
        ("change town", "Say what it should be.\nFor example: peerkit group change town"),
        ("tell wher --on web", "Did you mean where or when?"),
        ("tell contact --on contact", "Nobody can get in touch to hear how to get in touch."),
        ("tell name --on web", "Nothing was changed.\nThis takes a yes."),
    ],
)
def test_what_can_not_be_done_says_so_and_changes_nothing(typed: Typed, line: str, said: str) -> None:
    assert said in typed(line, status=1)
    assert typed.file.read_text() == OURS


def test_what_goes_on_the_web_is_shown_and_takes_a_yes(typed: Typed, type_in) -> None:
    typed("change contact 07700 900123")
    type_in("")
    said = typed("tell contact name", status=1)
    assert "contact: 07700 900123\n07700 900123 looks like a mobile number.\n" in said
    assert typed.group.on_web == ()
    type_in("yes")
    typed("tell contact name")
    assert typed.group.on_web == ("name", "contact")
    said = typed("tell contact --on paper")
    assert "What was on the web before is not called back by this: contact." in said
    assert typed.group.on_web == ("name",)


def test_a_hidden_place_that_something_else_gives_away_is_found(typed: Typed) -> None:
    typed("tell where --on contact")
    assert typed("check") == "peerkit.toml: nothing to mend.\n"
    typed("change for_whom For anyone who finds Friends Meeting House.")
    assert "for_whom: It says the place, which is to be told less widely." in typed("check", status=1)


def test_what_was_checked_holds_for_half_a_year(typed: Typed) -> None:
    assert "Nothing was changed.\nThis takes a yes." in typed("renew", status=1)
    assert "hold until Sunday 30 May 2027" in typed("renew --yes")
    assert typed.group.checked == DAY
    assert main(["group", "check"], noon(date(2027, 5, 31))) == 0
    assert "more than half a year ago" in typed.capsys.readouterr().out


def test_a_calendar_is_shown_takes_a_yes_and_keeps_what_makes_the_next_one_the_same(typed: Typed) -> None:
    said = typed("calendar -o circle.ics", status=1)
    assert "Friends Meeting House, 12 High Street\nBefore you set out, ask the group.\n" in said
    assert "Nothing was written.\nThis takes a yes." in said
    assert not Path("circle.ics").exists()
    typed("calendar -o circle.ics --yes")
    assert "Thursday group (private)" in said
    assert b"LOCATION:Friends Meeting House\\, 12 High Street" in Path("circle.ics").read_bytes()
    assert typed.group.checked == DAY
    first = typed.group.id
    typed("calendar -o circle.ics --yes --force")
    assert typed.group.id == first


def test_a_calendar_for_the_web_has_nothing_that_is_not_on_the_web(typed: Typed) -> None:
    assert "Its days may not be told there." in typed("calendar --for web --yes", status=1)
    typed("tell days --on web --yes")
    typed("calendar --for web --yes")
    assert b"High Street" not in Path("circle.ics").read_bytes()


def test_what_is_too_old_or_gives_a_place_away_does_not_leave(typed: Typed) -> None:
    typed("renew --yes")
    assert main(["group", "calendar", "--yes"], noon(date(2027, 5, 31))) == 1
    assert "more than half a year ago" in typed.capsys.readouterr().err
    typed("tell where --on contact")
    typed("change when Thursdays at Friends Meeting House")
    assert "when: It says the place" in typed("calendar --yes", status=1)
    assert not Path("circle.ics").exists()


def test_a_listing_needs_what_directories_want_and_says_how_to_tell_it(typed: Typed) -> None:
    said = typed("listing --yes", status=1)
    assert "not on the web: name and days\nTo tell it: peerkit group tell name days" in said
    typed("tell name days town --yes")
    typed("change town Leeds")
    said = typed("listing --yes")
    assert "where:" not in said
    assert "The place is not in it: the town at most" in said
    assert json.loads(Path("listing.json").read_text())["service_areas"][0]["name"] == "Leeds"
    typed("change days", "second Tuesday, 19:00 to 21:00")
    said = typed("listing --format meeting-guide -o weekly.json --yes", status=1)
    assert said.endswith("this group meets otherwise.\nTake another format, such as: --format open-referral\n")


def test_a_flyer_has_the_next_dates_of_days_that_nobody_can_guess_and_hides_a_hidden_place(typed: Typed) -> None:
    def flyer() -> str:
        assert main(["flyer", "print", "--format", "terminal"], noon(DAY)) == 0
        return typed.capsys.readouterr().out

    assert "When: every Thursday, 19:00 to 21:00\n" in flyer()
    assert "Next dates" not in flyer()
    typed("change days", "second Tuesday, 19:00 to 21:00")
    typed("tell where --on contact")
    typed("change town Leeds")
    said = flyer()
    assert "Next dates: Tuesday 8 December, Tuesday 12 January, Tuesday 9 February\n" in said
    assert "Where: Leeds. We tell you where when you get in touch.\n" in said
    assert "High Street" not in said


def test_closing_takes_everything_back_and_reopening_brings_it_again(typed: Typed) -> None:
    typed("change town Leeds")
    typed("tell name days town --on web --yes")
    typed("calendar --yes -o given.ics")
    said = typed("close --yes")
    assert "members.ics: for everyone who has the calendar" in said
    folder = Path("taking-back")
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "members.ics", "index.html", "web-calendar.ics", "open-referral.json", "schema-org.json", "meeting-guide.json"
    }  # fmt: skip
    given, taken = (icalendar.Calendar.from_ical(path.read_bytes()).events[0] for path in (
        Path("given.ics"), folder / "members.ics"
    ))  # fmt: skip
    assert (taken["uid"], taken["status"]) == (given["uid"], "CANCELLED")
    assert json.loads((folder / "open-referral.json").read_text())["status"] == "defunct"
    assert "does not meet any more" in (folder / "index.html").read_text()
    assert json.loads((folder / "meeting-guide.json").read_text()) == []
    assert typed.group.closed == DAY
    assert "closed since Monday 30 November 2026" in typed("close --yes", status=1)
    assert "Next: Thursday 3 December 2026" in typed("reopen")
    assert typed.group.closed is None


def test_a_rest_leaves_out_its_meetings_says_so_everywhere_and_is_taken_back(typed: Typed) -> None:
    typed("tell name days --on web --yes")
    before = typed.file.read_text()
    typed("rest --until 2027-01-07 --yes")
    folder = Path("taking-back")
    assert json.loads((folder / "open-referral.json").read_text())["status"] == "temporarily closed"
    assert "The group rests until Wednesday 6 January 2027." in (folder / "index.html").read_text()
    event = icalendar.Calendar.from_ical((folder / "members.ics").read_bytes()).events[0]
    assert event.start.date() == date(2027, 1, 7)
    assert "Next: Thursday 7 January 2027" in typed("show")
    typed("reopen")
    assert typed.group.days == ("every Thursday, 19:00 to 21:00",)
    assert before.split("days")[0] in typed.file.read_text()
    assert "has neither closed nor is it resting" in typed("reopen", status=1)
    assert "is no later than tomorrow" in typed("rest --until 2026-12-01 --yes", status=1)
    assert "This is a day, such as" in typed("rest --until soon --yes", status=2)


def test_an_evening_is_planned_on_the_next_day_of_the_group_and_its_agenda_says_the_next(typed: Typed) -> None:
    typed("cancel 2026-12-03")
    assert main(["session", "plan", "weekly-circle", "--people", "9"], noon(DAY)) == 0
    heard = typed.capsys.readouterr()
    assert "Thursday 10 December 2026, 19:00 to 21:00" in heard.out
    assert "By the days of the group: Thursday 10 December 2026, 19:00 to 21:00." in heard.err
    plan = "2026-12-10-weekly-circle"
    assert main(["session", "print", plan, "--sheet", "agenda", "--format", "terminal"], noon(DAY)) == 0
    assert "We meet again: Thursday 17 December, Thursday 24 December." in typed.capsys.readouterr().out
    assert main(["session", "plan", "weekly-circle", "--start", "2026-12-12 10:00"], noon(DAY)) == 0
    assert "By the days" not in typed.capsys.readouterr().err


def test_everything_that_is_empty_is_asked_for_back_goes_back_and_wrong_days_are_asked_again(
    typed: Typed, type_in
) -> None:
    assert "Nobody can be asked here." in typed("change", status=1)
    type_in("Leds", "back", "Leeds", "Ring twice.", "", "Free", "", "", "not an address", "https://example.org", "")
    said = typed("change")
    assert "town: The town or part of it" in said
    assert "\nThis is an address written whole, in plain letters, such as: https://example.org\n" in said
    group = typed.group
    assert (group.town, group.getting_in, group.cost, group.web) == (
        "Leeds",
        "Ring twice.",
        "Free",
        "https://example.org",
    )
    assert (group.access, group.online) == ("", "")
    assert typed.file.read_text().startswith(OURS.partition("days")[0])


def test_a_day_that_was_moved_is_moved_again_or_cancelled_and_so_is_a_single_one(typed: Typed) -> None:
    typed("change days", "every Thursday, 19:00 to 21:00", "on 2026-12-12, 10:00 to 11:00")
    typed("move 2026-12-03 --to 2026-12-02 --time", "18:00 to 20:00")
    assert typed("move 2026-12-02 --to 2026-12-01").startswith("Next: Tuesday 1 December 2026, 18:00 to 20:00\n")
    assert typed("cancel 2026-12-01").splitlines()[1] == "Next: Thursday 10 December 2026, 19:00 to 21:00"
    assert typed("move 2026-12-12 --to 2026-12-13").startswith("Next: Sunday 13 December 2026, 10:00 to 11:00\n")
    assert typed("cancel 2026-12-13").splitlines()[1] == "Next: Thursday 17 December 2026, 19:00 to 21:00"


def test_what_may_be_somebodys_own_is_said_again_before_it_leaves(typed: Typed) -> None:
    typed("tell name days contact --on web --yes")
    said = typed("change contact 07700 900123")
    assert "It is on the web with the next calendar, listing or page. 07700 900123 looks like a mobile number." in said
    assert "07700 900123 looks like a mobile number." in typed("listing", status=1)


def test_a_calendar_without_a_meeting_is_not_written(typed: Typed) -> None:
    typed("change days", "every Thursday, from 2028-01-06, 19:00 to 21:00")
    assert "There is no meeting until Sunday 30 May 2027." in typed("calendar --yes", status=1)
