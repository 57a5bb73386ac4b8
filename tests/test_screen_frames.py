"""Whole evenings on the screen at six sizes, as a terminal shows them: nothing overlaps, is cut off or moves about."""

import re
from itertools import combinations
from typing import NamedTuple

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.pilot import Pilot

from peerkit.live.commander import Commander
from peerkit.live.screen import figures, paint
from peerkit.live.screen.app import SessionApp
from peerkit.live.screen.bars import ASCII, BLOCKS, Face
from peerkit.live.screen.face import COLOURS
from peerkit.live.screen.layout import arrange
from peerkit.live.screen.looks import BLACK, LOOKS, Look, LookName, name_of, word
from peerkit.live.screen.paint import Frame
from peerkit.live.screen.panels import Big, Choices, View
from peerkit.running.actions import BY_WORD
from tests.room import HandClock
from tests.screens import CLOSING, ROUND, TALK, TEA, after, block, played, press, session_of, settle
from tests.tries import tries

SIZES = ((200, 55), (120, 40), (80, 24), (60, 20), (40, 20), (40, 12))
PAIRS = block("groups", "Pairs", turn="3m", changeover="20s", script="Find somebody.\n" * 9)
EVENING = (block("segment", "Welcome", length="2m", script="Hello."), ROUND | {"changeover": "5s"}, PAIRS, TEA,
           TALK | {"moves_on": "by itself"}, CLOSING)  # fmt: skip
ROTATION = PAIRS | {"name": "Listening", "rounds": 3, "partners": "rotation"}
STEPS = (
    (0, ""), (70, ""), (45, ""), (15, ""), (190, ""), (0, "n"), (5, "n"), (5, ""), (200, ""), (30, ""), (10, "a"),
    (0, "l"), (5, "x"), (0, "1"), (5, "space"), (60, "space"), (5, "s"), (90, "s"), (0, "plus"), (20, "escape"),
    (0, "v"), (65, "v"), (0, "question_mark"), (0, "down"), (0, "pagedown"), (0, "escape"), (0, "b"), (0, "q"),
    (0, "escape"), *((6, "n") for _ in range(8)), (10, ""), (0, "escape"), (0, "n"), (130, ""), (45, "j"), (5, "g"),
    (20, ""), (0, "escape"), (0, "k"), (65, "1"), (0, "0"), (0, "enter"), (0, "enter"), (900, ""), (0, "space"),
    (0, "n"), (20, "n"), (20, "n"),
    (20, "n"), (2, "n"), (550, ""), (60, ""), (5, "n"),
    (30, "m"), (30, "m"), (60, "n"), (400, "n"), (5, ""),
)  # fmt: skip
OWN = {"", "0", "1", "7", "22", "27", "39", "49"}
"""Codes that change none of a terminal's own two colours: as they are, bold, exchanged."""
PAIR = re.compile(rf"38;5;(\d+);48;5;{BLACK}")
MAY_MOVE = ("next", "ends", "words", "desk")
"""What may make room while something is asked, or somebody looks at a panel."""


@pytest.fixture(autouse=True)
def _awake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


class Shown(HeadlessDriver):
    """A terminal that keeps what is written."""

    is_headless = False
    written: str = ""

    def write(self, data: str) -> None:
        self.written += data


class Terminal:
    """What stands in a terminal of this size, with its colours, after everything that the session wrote."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.codes: set[str] = set()
        self.colours: set[int] = set()

    def read(self, app: SessionApp) -> list[str]:
        driver = app._driver
        assert isinstance(driver, Shown)
        written, driver.written = driver.written, ""
        for found in re.findall(r"\x1b\[([0-9;]*)m", written):
            self.colours |= {int(number) for number in PAIR.findall(found)}
            self.codes |= set(PAIR.sub("", found).split(";"))
        self._stream.feed(re.sub(r"\x1b\[[<>?][0-9;]*[$u]p?", "", written))
        return self.screen.display


class Step(NamedTuple):
    """A moment of the evening: what was painted, what the terminal shows, and what stood behind it."""

    shown: Frame
    rows: list[str]
    opened: bool
    look: LookName


def evening(size: tuple[int, int], steps: int = len(STEPS)) -> tuple[list[Step], Terminal]:
    """The evening's first steps, and the terminal in which it stood."""
    found: list[Step] = []
    terminal = Terminal(*size)

    async def live(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for seconds, key in STEPS[:steps]:
            if key:
                await press(app, pilot, key)
            await after(app, pilot, seconds)
            look = name_of(app.session.state, last_minute=True)
            opened = app.view.asking is not None or app.view.panel is not None
            found.append(Step(app.shown, list(terminal.read(app)), opened, look))
        app.exit()

    app = SessionApp(session_of(*EVENING, minutes=110), Choices(group="Tuesday"), bell=False)
    app.driver_class = Shown
    played(app.run_async(auto_pilot=live, size=size))
    app.awake.stop()
    if app.failure:
        raise app.failure
    assert len(found) == steps
    return found, terminal


@pytest.mark.parametrize(
    "size", [size if size == SIZES[-2] else pytest.param(size, marks=pytest.mark.long) for size in SIZES]
)
def test_over_a_whole_evening_nothing_overlaps_is_cut_off_or_moves(size: tuple[int, int]) -> None:
    frames, terminal = evening(size)
    usual = arrange(*size).boxes
    for step, (shown, rows, opened, _) in enumerate(frames):
        boxes = shown.layout.boxes
        inside = Region(0, 0, *size)
        assert all(inside.contains_region(Region(*box)) for box in boxes.values())
        assert not [pair for pair in combinations(boxes.values(), 2) if Region(*pair[0]).overlaps(Region(*pair[1]))]
        moved = {place for place in usual if boxes.get(place) != usual[place]}
        said_more = moved == {"desk", "words"} and shown.rows["desk"][-1][0].strip() != ""  # and needs all of its room
        assert not moved or said_more or (opened and moved <= set(MAY_MOVE)), (step, moved)
        for place, box in boxes.items():
            for y, (row, style) in enumerate(shown.rows[place], start=box.y):
                assert style not in COLOURS or not re.search(r"\w", row), (
                    "what is read stands in the terminal's own two"
                )
                assert cell_len(row) == box.width
                assert rows[y][box.x : box.x + box.width] == row, (step, place)
                assert place == "head" or not row.rstrip().endswith(BLOCKS.cut), (step, place, row)
    assert {frame.look for frame in frames} == set(LOOKS)
    assert terminal.codes <= OWN
    assert terminal.colours <= set(COLOURS.values())
    assert bool(terminal.colours) == any({"edge", "bar"} & set(frame.shown.layout.boxes) for frame in frames)


@tries(2)
@given(st.integers(1, 320), st.integers(1, 90))
def test_at_any_size_every_box_is_inside_and_alone_and_the_time_and_the_turn_are_there(width: int, height: int) -> None:
    boxes = arrange(width, height).boxes
    screen = Region(0, 0, width, height)
    assert all(box.width > 0 and screen.contains_region(Region(*box)) for box in boxes.values())
    assert not [pair for pair in combinations(boxes.values(), 2) if Region(*pair[0]).overlaps(Region(*pair[1]))]
    assert height < 4 or {"time", "turn", "state", "next"} <= set(boxes)
    assert height < 12 or {"words", "desk", "keys"} <= set(boxes)
    assert sum(box.width * box.height for box in boxes.values()) <= width * height


DONE = st.tuples(
    st.integers(0, 400),
    st.sampled_from([*BY_WORD, "next", "next", "pass", "1", "2", "nothing", "left 4", "joined 7", "break 3"]),
)


@tries(1)
@given(st.lists(DONE, max_size=25), st.sampled_from(SIZES), st.booleans(), st.integers(2, 16))
def test_whatever_is_done_there_is_a_frame_that_fits(
    done: list[tuple[int, str]], size: tuple[int, int], bare: bool, people: int
) -> None:
    session = session_of(*EVENING[:2], ROTATION, *EVENING[2:], minutes=110, people=people)
    layout, face = arrange(*size), Face(ascii_only=bare)
    commander, view, clock = Commander(session), View(), session.clock
    assert isinstance(clock, HandClock)
    for seconds, said in done:
        clock.pass_by(seconds)
        view.message = "\n".join(commander.say(said))
        shown = paint.frame(session, view, Choices(), layout, face)
        for place, box in shown.layout.boxes.items():
            assert [cell_len(row) for row, _ in shown.rows[place]] == [box.width] * box.height
            told = "".join(row for row, _ in shown.rows[place]).rstrip()
            assert place == "head" or not told.endswith((BLOCKS.cut, ASCII.cut)), told
            assert place not in ("next", "ends") or not told or told.endswith(".")
        ticked = paint.ticked(shown, session, Choices(), face)
        assert ticked.rows == shown.rows


@pytest.mark.parametrize("size", SIZES)
def test_no_figure_moves_at_ten_minutes_or_at_an_hour(size: tuple[int, int]) -> None:
    layout = arrange(*size)
    box = layout.boxes["time"]

    def foot(big: Big) -> int:
        """The column after the last that is not empty in the last row of the figures."""
        rows = paint._time(big, box, layout.scale, Face())
        return max(len(row.rstrip()) for row, _ in rows)

    assert foot(Big("9:59")) == foot(Big("10:08")) == foot(Big("59:58")) == foot(Big("60:08"))
    assert len({foot(Big(minutes, "min")) for minutes in ("9", "10", "60")}) == 1
    assert foot(Big("188", "min")) <= box.width
    assert foot(Big("188:08")) <= box.width


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("faint", [False, True])
def test_each_number_of_minutes_is_another_picture_running_or_not(size: tuple[int, int], *, faint: bool) -> None:
    layout = arrange(*size)
    shown = {paint._time(Big(str(n), "min", faint), layout.boxes["time"], layout.scale, Face()) for n in range(1, 61)}
    assert len(shown) == 60


def test_a_bare_console_is_shown_nothing_but_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    steps, _ = evening((80, 24), 20)
    for step in steps:
        assert "\n".join(step.rows).isascii()
    assert any("######  ##" in row for step in steps for row in step.rows)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "xterm"), ("TERM", "linux")])
def test_where_nobody_wants_colours_or_can_know_them_the_terminals_own_two_are_written(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    _, terminal = evening((120, 40), 20)
    assert terminal.codes <= OWN
    assert not terminal.colours


def light(number: int) -> float:
    """The relative luminance of a colour of the palette of 256, by WCAG 2.2."""
    place = number - 16
    parts = [(0, 95, 135, 175, 215, 255)[place // step % 6] / 255 for step in (36, 6, 1)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_colour_is_one_that_all_terminals_agree_on_and_reads_on_the_black_behind_it(look: Look) -> None:
    assert 16 <= look.number <= 231
    assert (light(look.number) + 0.05) / (light(BLACK) + 0.05) >= 4.5


def test_each_state_has_a_word_or_a_sign_an_edge_and_a_colour_of_its_own() -> None:
    looks = list(LOOKS.values())
    for of in ("sign", "edge", "colour", "number", "plain_sign", "plain_edge"):
        assert len({getattr(look, of) for look in looks}) == len(looks), of
    assert all(look.plain_sign.isascii() and look.plain_edge.isascii() for look in looks)
    assert all(figures.width(word(name)) for name in LOOKS)
