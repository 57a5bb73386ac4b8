import re
import stat
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.errors import PeerkitError
from peerkit.tally import record, releases
from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import Figure, FirstTimers, Shared, rounded
from peerkit.tally.marks import MARK
from peerkit.tally.periods import GRAINS
from peerkit.tally.row import MOST_PEOPLE
from peerkit.tally.serving import ReleaseRequest
from peerkit.tally.sharing import release
from peerkit.workspace import kept
from peerkit.workspace.glance import plans
from peerkit.workspace.root import Root
from tests.figures import TODAY, ledgers, period

RIGHT = """\
format = 1

[[visits]]
from = 2026-01-01
to = 2026-03-31
held = 12
cancelled = 1
figure = 80

[[visits]]
from = 2026-04-01
to = 2026-06-30
held = 3
cancelled = 0

[[first_timers]]
from = 2025-01-01
to = 2025-12-31
figure = 15
corrected = true

[marks]
2026-01 = "bcdfghjklmnp"
2026-12 = "zxwvtsrqpnml"
"""


MORE = RIGHT.replace("format = 1\n", "format = 1\ndeparted = true\n").replace(
    "figure = 80", "days = 8876988\nfigure = 80"
)
"""The same, with what is written where sessions left a figure, and which they are."""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "sessions").mkdir()
    return Root(tmp_path, "")


def refused(root: Root, text: str) -> PeerkitError:
    releases.path(root).write_text(text)
    with pytest.raises(PeerkitError) as found:
        releases.read(root)
    assert releases.path(root).read_text() == text
    return found.value


def test_without_a_record_nothing_was_shared(root: Root) -> None:
    assert releases.read(root) == Shared()


def test_a_record_is_read_as_it_was_written(root: Root) -> None:
    releases.path(root).write_text(MORE)
    found = releases.read(root)
    assert [each.days for each in found.visits] == [8876988, None]
    assert found == Shared(
        (Figure(period("2026-01", "2026-03"), 12, 1, 80), Figure(period("2026-04", "2026-06"), 3, 0, None)),
        (FirstTimers(period("2025-01", "2025-12"), 15, corrected=True),),
        {(2026, 1): "bcdfghjklmnp", (2026, 12): "zxwvtsrqpnml"},
        departed=True,
    )
    releases.write(root, found)
    assert releases.path(root).read_text().endswith(MORE)


def test_the_largest_figure_of_so_many_sessions_is_read(root: Root) -> None:
    largest = rounded(12 * MOST_PEOPLE)
    releases.path(root).write_text(RIGHT.replace("figure = 80", f"figure = {largest}"))
    assert releases.read(root).visits[0].visits == largest


def test_the_days_of_a_million_sessions_and_as_many_sessions_are_read(root: Root) -> None:
    text = MORE.replace("8876988", "3652059000000").replace("held = 3", "held = 9999000000")
    releases.path(root).write_text(text)
    assert [(each.days, each.held) for each in releases.read(root).visits] == [(3652059000000, 12), (None, 9999000000)]


def test_first_timers_that_were_taken_back_are_read_as_taken_back(root: Root) -> None:
    releases.path(root).write_text(RIGHT.replace("figure = 15\n", "days = 8876988\n"))
    (people,) = releases.read(root).first_timers
    assert (people, people.days) == (FirstTimers(period("2025-01", "2025-12"), None, corrected=True), 8876988)


def put(root: Root, months: str, *figures: str, name: str = "") -> None:
    """A shared file, with each figure as from, to, held, cancelled, visits and visits_status."""
    releases.folder(root).mkdir(exist_ok=True)
    text = "\n".join(["from,to,held,cancelled,visits,visits_status", *figures, ""])
    (releases.folder(root) / (name or f"{months}.csv")).write_text(text)


SPRING = "2026-04-01,2026-06-30,3,0,,not shown"
SUMMER = "2026-07-01,2026-09-30,9,0,50,rounded"


@pytest.mark.parametrize("name", ["2026-07-to-2026-09-2.csv", "2026-07-to-2026-09.json", "2026-07-to-2026-09.xlsx"])
def test_where_something_was_shared_and_the_record_is_gone_nothing_more_is_shared(root: Root, name: str) -> None:
    put(root, "", SUMMER, name=name)
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    record, shared = root.sessions / "shared.toml", root.sessions / "shared"
    assert refused.value.message == f"{record} is not there, and {name} shares figures. Nothing was shared."
    assert refused.value.hint == (
        "Put shared.toml back from a copy of the folder: it keeps one session from being found by comparing figures. "
        f"Only if nobody has ever been sent a file from {shared}, take those files away instead."
    )


@pytest.mark.parametrize("name", ["notes.csv", "2026-07-to-2026-09.txt", "from-2026-07-to-2026-09.csv"])
def test_what_a_group_keeps_beside_its_shared_files_needs_no_record(root: Root, name: str) -> None:
    put(root, "", SUMMER, name=name)
    assert releases.read(root) == Shared()


def test_a_file_in_place_of_the_folder_of_shared_files_shares_nothing(root: Root) -> None:
    releases.folder(root).write_text("")
    assert releases.read(root) == Shared()


@pytest.mark.parametrize(
    ("figure", "months"),
    [
        (SUMMER, "July to September 2026"),
        ("2026-07-01,2026-07-31,0,1,0,none held", "July 2026"),
        ("2026-05-01,2026-05-31,3,0,,not shown", "May 2026"),
    ],
    ids=["a figure", "none held", "three sessions without a figure"],
)
def test_a_shared_figure_that_the_record_has_lost_is_named_and_nothing_more_is_shared(
    root: Root, figure: str, months: str
) -> None:
    releases.path(root).write_text(RIGHT)
    put(root, "2026-01-to-2026-02", "not a figure")  # its months are in the record
    put(root, "2026-01-to-2026-03", "2026-01-01,2026-03-31,12,1,80,rounded")
    put(root, "2026-04-to-2026-09", figure)
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert refused.value.message == (
        f"shared.toml has nothing for {months}, and 2026-04-to-2026-09.csv shares figures for {months}. "
        "Nothing was shared."
    )


@pytest.mark.parametrize("name", ["2026-06-to-2026-09.csv", "2026-07-to-2026-07.json", "2025-12-to-2026-06 copy.csv"])
def test_a_shared_file_that_nobody_can_read_is_refused_where_the_record_has_not_all_of_its_months(
    root: Root, name: str
) -> None:
    releases.path(root).write_text(RIGHT)
    put(root, "", "2026-04-01,2026-06-30,3,0,,estimated", name=name)
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert refused.value.message.startswith(f"{name} can't be read, and shared.toml does not have all of its months")
    (releases.folder(root) / name).rename(releases.folder(root) / "2026-02-to-2026-06.csv")
    assert len(releases.read(root).visits) == 2
    assert releases.unreadable(root) == ["2026-02-to-2026-06.csv"]


def test_shared_files_that_go_with_the_record_are_no_matter(root: Root) -> None:
    releases.path(root).write_text(RIGHT)
    put(root, "2026-01-to-2026-06", "2026-01-01,2026-03-31,12,1,80,rounded", SPRING)
    put(root, "2026-07-to-2026-07", "2026-07-01,2026-07-31,2,0,,not shown")
    for ending in (".xlsx", "-first-timers.csv", ".datapackage.json"):
        put(root, "", name=f"2026-08-to-2026-08{ending}")
    assert len(releases.read(root).visits) == 2


def test_sessions_at_which_nobody_counted_are_read_as_they_were_written(root: Root) -> None:
    text = RIGHT.replace("held = 12\ncancelled = 1", "held = 12\ncancelled = 1\nuncounted = 9")
    text = text.replace("cancelled = 0", "cancelled = 0\nuncounted = 3\ncorrected = true")
    releases.path(root).write_text(text)
    found = releases.read(root)
    assert [(each.counted, each.status) for each in found.visits] == [(3, "rounded"), (0, "not shown")]
    releases.write(root, found)
    assert releases.path(root).read_text().endswith(text)


@given(ledgers(), st.sampled_from(GRAINS), st.booleans())
def test_whatever_is_shared_is_read_back(rows, by, correct: bool) -> None:
    wanted = ReleaseRequest(period("2025-01", "2026-12"), by, TODAY)
    first = release(wanted, Tally.of(rows), Shared()).record
    again = release(
        ReleaseRequest(wanted.wanted, by, TODAY, correct=True), Tally.of(rows[: len(rows) // 2]), first
    ).record
    with tempfile.TemporaryDirectory() as folder:
        root = Root(Path(folder), "")
        releases.write(root, again if correct else first)
        assert releases.read(root) == (again if correct else first)


def test_a_record_holds_days_whole_numbers_and_yes_and_is_for_its_owner_only(root: Root) -> None:
    releases.path(root).write_text(RIGHT)
    releases.write(root, releases.read(root))
    text = releases.path(root).read_text()
    values = [line.partition(" = ")[2] for line in text.splitlines() if " = " in line and not line.startswith("#")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d|\d+|true|\"[b-z]{12}\"", value) for value in values)
    assert stat.S_IMODE(releases.path(root).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("was", "becomes", "line", "why"),
    [
        ("format = 1", "format = 2", 1, "newer peerkit"),
        ("format = 1", "format = true", 1, "format is 1"),
        ("format = 1\n", "", 1, "format = 1 is missing"),
        ("format = 1", 'format = 1\nwho = "Ann"', 2, 'no key "who"'),
        ("[[visits]]\nfrom = 2026-04", "[[visit]]\nfrom = 2026-04", 10, 'no key "visit"'),
        ("held = 3", "held = 3\nnote = 1", 14, 'no key "note"'),
        ("held = 3\n", "", 10, "held is missing"),
        ("cancelled = 1\n", "", 3, "cancelled is missing"),
        ("from = 2026-04-01\n", "", 10, "from is missing"),
        ("held = 12", "held = -12", 6, "held is a whole number"),
        ("held = 3", "held = -3", 13, "held is a whole number"),
        ("held = 12", "held = 12.0", 6, "held is a whole number"),
        ("held = 12", "held = true", 6, "held is a whole number"),
        ("cancelled = 1", 'cancelled = "1"', 7, "cancelled is a whole number"),
        ("figure = 80", "figure = 78", 8, "78 is no figure"),
        ("figure = 80", "figure = 5", 8, "5 is no figure"),
        ("figure = 80", "figure = -80", 8, "figure is a whole number"),
        ("cancelled = 0", "cancelled = 0\nfigure = -5", 15, "figure is a whole number"),
        ("figure = 15", "figure = -15", 19, "figure is a whole number"),
        ("figure = 80", "figure = 0", 8, "only where no session was held"),
        ("figure = 80", "figure = 900000", 8, "900000 is no figure"),
        ("figure = 80", "corrected = false", 8, "corrected is true"),
        ("held = 12", "held = 2", 8, "80 is no figure"),
        ("held = 3", "held = 2", 10, "figure is missing"),
        ("to = 2026-03-31", "to = 2026-03-30", 5, "ends of a month, a quarter"),
        ("to = 2026-03-31", "to = 2026-04-30", 5, "ends of a month, a quarter"),
        ("to = 2026-06-30", "to = 2026-06-29", 12, "ends of a month, a quarter"),
        ("from = 2026-01-01", "from = 2026-05-01", 5, "ends of a month, a quarter"),
        ("from = 2026-01-01", 'from = "2026-01-01"', 4, "from is a day"),
        ("from = 2026-01-01", "from = 2026-01-01T00:00:00", 4, "from is a day"),
        ("from = 2026-04-01", "from = 2026-01-01", 10, "goes back over days above"),
        ("from = 2026-01-01\nto = 2026-03-31", "from = 2026-07-01\nto = 2026-09-30", 10, "goes back over days above"),
        ("figure = 80", "figure = 80\n[[visits]]\nfrom = 2026-03-01\nto = 2026-03-31\nheld = 3\ncancelled = 0", 9,
         "goes back over days above"),
        ("corrected = true", "[[first_timers]]\nfrom = 2025-01-01\nto = 2025-12-31\nfigure = 20", 20,
         "goes back over days above"),
        ("to = 2025-12-31", "to = 2025-06-30", 18, "whole years only"),
        ("from = 2025-01-01", "from = 2025", 17, "from is a day"),
        ("figure = 15", "figure = 13", 19, "13 is no figure"),
        ("figure = 15\ncorrected = true", "", 16, "0 is no figure"),
        ("held = 12", "held = 12\nuncounted = 13", 7, "uncounted is more than held"),
        ("held = 12", "held = 12\nuncounted = 10", 9, "80 is no figure"),
        ("held = 3", "held = 3\nuncounted = 1", 10, "figure is missing"),
        (RIGHT, RIGHT.replace("held = ", "uncounted = 0\nheld = ").replace("0\nheld = 3", "-1\nheld = 3"), 14,
         "uncounted is a whole number"),
        (RIGHT, MORE.replace("held = 3", "held = 3\ndays = -1"), 16, "days is a whole number"),
        (RIGHT, MORE.replace("8876988", "3652059000001"), 9, "days is a whole number"),
        ("held = 3", "held = 9999000001", 13, "held is a whole number"),
        (RIGHT, MORE.replace("figure = 15", "days = 1.5\nfigure = 15"), 21, "days is a whole number"),
        ("format = 1", "format = 1\ndeparted = false", 2, "departed is true"),
        ('2026-12 = "', '2026-13 = "', 24, "a mark is twelve letters"),
        ('"zxwvtsrqpnml"', '"zxwvtsrqpnm"', 24, "a mark is twelve letters"),
        ('"zxwvtsrqpnml"', "12", 24, "a mark is twelve letters"),
        ("[marks]", "[[marks]]", 22, "a table that begins with [marks]"),
    ],
)  # fmt: skip
def test_a_record_that_was_edited_is_refused_with_the_line(
    root: Root, was: str, becomes: str, line: int, why: str
) -> None:
    assert was in RIGHT
    error = refused(root, RIGHT.replace(was, becomes, 1))
    assert error.message.startswith(f"shared.toml: line {line}: "), error.message
    assert why in error.message
    assert error.hint.startswith("Nothing was shared.")
    ends = "\nIf a newer peerkit wrote it, use that one." if "newer peerkit" in error.message else "comparing figures."
    assert error.hint.endswith(ends)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format = 1\nvisits = 3\n",
        "format = 1\nvisits = [3]\n",
        "format = 1\nfirst_timers = {}\n",
        "format = 1\n[visits]\nfrom = 2026-01-01\n",
        "format = 1\n[[visits",
        'format = 1\n"wh\\u001bo" = 1\n',
        RIGHT[:-30],
        RIGHT[:60],
    ],
)
def test_a_record_that_is_none_is_refused(root: Root, text: str) -> None:
    error = refused(root, text)
    assert re.search(r"line \d", error.message)
    assert error.message.isprintable()


def test_a_record_that_is_not_text_is_refused(root: Root) -> None:
    releases.path(root).write_bytes(b"format = 1\n\xff\xfe\n")
    with pytest.raises(PeerkitError, match="line 2"):
        releases.read(root)


def test_a_record_that_lies_elsewhere_is_named_where_it_is_wrong(root: Root) -> None:
    (root.sessions / CONFLICT).write_text(RIGHT.replace("figure = 80", "figure = 78"))
    with pytest.raises(PeerkitError, match=re.escape(f"{CONFLICT}: line 8: 78 is no figure")):
        releases.in_file(root.sessions / CONFLICT)


def test_the_record_is_no_plan(root: Root) -> None:
    releases.path(root).write_text(RIGHT)
    (root.sessions / "2026-11-26-circle.toml").write_text("")
    assert list(plans(root)) == ["2026-11-26-circle"]


def test_what_is_kept_names_every_key_of_the_record() -> None:
    named = next(dict(each.fields) for each in kept.KEPT if each.path == "sessions/shared.toml")
    keys = [f"{table}.{key}" for table, names in record.KEYS.items() for key in names]
    assert list(named) == ["format", "departed", *keys, "marks.MONTH"]
    assert set(tomllib.loads(MORE)) == {"format", "departed", *record.KEYS, "marks"}


def test_a_record_that_is_no_toml_any_more_says_to_take_it_from_a_copy(root: Root) -> None:
    releases.path(root).write_text(f"{RIGHT}figure = \n")
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert refused.value.message.startswith(f"{releases.path(root)}: line 25 can't be read")
    assert "take the whole file from a copy" in refused.value.hint


def test_a_record_that_is_lost_is_missed_also_where_the_shared_file_went_elsewhere(root: Root) -> None:
    releases.write(root, record.parsed(RIGHT, "shared.toml"))
    releases.path(root).unlink()
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert "shared.toml is not there, and figures were shared from this folder." in refused.value.message
    assert "Put shared.toml back from a copy of the folder" in refused.value.hint


def test_the_record_alone_is_read_whatever_lies_beside_it(root: Root) -> None:
    put(root, "2026-07-to-2026-09", SUMMER)
    assert releases.alone(root) == Shared()
    releases.path(root).write_text(RIGHT)
    assert releases.alone(root) == record.parsed(RIGHT, "shared.toml")


def test_every_month_that_is_shared_has_a_mark_of_its_own_that_stays() -> None:
    months = [period("2026-02", "2026-02"), period("2025-12", "2026-01")]
    first = releases.marked(Shared(marks={(2026, 1): "bcdfghjklmnp"}, departed=True), months)
    assert list(first.marks) == [(2025, 12), (2026, 1), (2026, 2)]
    assert first.marks[2026, 1] == "bcdfghjklmnp"
    assert len({mark for mark in first.marks.values() if MARK.fullmatch(mark)}) == 3
    assert first.departed
    assert releases.marked(first, months) == first


CONFLICT = "shared.sync-conflict-20261130-120000-ABCDEFG.toml"


def test_a_copy_of_the_record_is_no_matter_where_the_record_has_all_of_it_and_else_nothing_is_shared(
    root: Root,
) -> None:
    ours = record.parsed(RIGHT, "shared.toml")
    releases.write(root, ours)
    (root.sessions / CONFLICT).write_text(RIGHT.partition("[[first_timers]]")[0])
    assert releases.read(root) == ours
    (root.sessions / CONFLICT).write_text(RIGHT.replace("2026", "2027"))
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert f"{CONFLICT} looks like a copy of shared.toml, and holds what that one lacks" in refused.value.message
    assert "January to March 2027" in refused.value.message
    releases.path(root).unlink()
    with pytest.raises(PeerkitError) as refused:
        releases.read(root)
    assert f"{CONFLICT} looks like a copy of it" in refused.value.message
    assert "peerkit tally import" in refused.value.hint
