"""A whole evening on a phone, run through in Debian's Chromium as a group would run it, and beside it in plain mode."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from peerkit.border.validation import validate
from peerkit.live.commander import Commander
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.live.plain import opening_lines
from peerkit.messages import language, speaking
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.request import TurnsRequest
from peerkit.planning.seating import placed
from peerkit.planning.template import Template
from peerkit.planning.turns_alone import block_for, plan_of
from peerkit.printing.phone.session import SessionPage, page
from peerkit.printing.phone.site import site
from peerkit.printing.text import written
from peerkit.running.actions import Materials
from peerkit.running.state import Header
from peerkit.turns.request import requested
from peerkit.turns.schedule import ScheduleRequest
from tests.judges import axe, chromium, nu
from tests.pseudo import TAG
from tests.room import SEVEN, HandClock, circle
from tests.spoken import crossed, english_in, spoken_in
from tests.spoken import shipped as in_x

pytestmark = pytest.mark.outside("chromium", "java")

MINUTE = 60
RULES = ("1. What is said here stays here.", "2. One at a time.")
CARD = ("Somebody sits with you in the kitchen.", "At night: 116 123")
HEAR = """
    addEventListener('DOMContentLoaded', () => {
        window.told = [];
        const words = document.getElementById('words') || document.body;
        new MutationObserver(() => { if (words.textContent) told.push(words.textContent); })
            .observe(words, {childList: true, characterData: true, subtree: true});
    });
"""
HIDE = """hidden => {
    Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
LOCKS = """
    Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
        const lock = new EventTarget();
        lock.release = async () => { lock.dispatchEvent(new Event('release')); };
        return lock;
    }}});
"""
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
)


TO_BE_TYPED = re.compile(r" Say accept [^.]*[.]")
"""What plain mode adds for those who type; a phone has a button for it."""
SHIPPED = Path(__file__).parent.parent / "templates" / "sessions"


def shipped(name: str) -> Template:
    template, problems = validate(Template, tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8")))
    assert template, problems
    return template


def made(template: Template, people: int, minutes: int) -> Plan:
    plan = build(Evening("our-circle", template, people, SEVEN, SEVEN + timedelta(minutes=minutes)))
    assert isinstance(plan, Plan)
    return placed(plan)


class Phone:
    """The page on a phone whose clock the test holds; it stands at seven when the page is opened."""

    def __init__(self, context: Any, path: Path) -> None:
        self.page = context.new_page()
        self.path = path
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.clock.install(time=SEVEN - timedelta(minutes=1))
        self.page.goto(path.as_uri())
        self.page.clock.pause_at(SEVEN)
        self.heard_until = 0

    def __call__(self, part: str) -> str:
        """The text of a part, by its id."""
        return str(self.page.locator(f"#{part}").text_content())

    def begin(self, people: int, until: str = "21:00") -> None:
        self.page.fill("#people", str(people))
        self.page.fill("#until", until)
        self.page.click("#begin")

    def do(self, word: str) -> None:
        """Tap what does this: among the buttons, or among everything else."""
        if not self.page.locator(f"#do-{word}").is_visible():
            self.page.click("#do-menu")
            word = f"menu-{word}"
        else:
            word = f"do-{word}"
        self.page.click(f"#{word}")

    def choose(self, number: int) -> None:
        self.page.locator("#answers button").nth(number - 1).click()

    def type(self, typed: str) -> None:
        self.page.fill("#typed", typed)
        self.page.click("#typed-ok")

    def live(self, seconds: float) -> None:
        """Every timer fires in its time."""
        self.page.clock.run_for(round(seconds * 1000))

    def sleep(self, seconds: float) -> None:
        """The screen is dark, and looked at again later."""
        self.page.evaluate(HIDE, True)
        self.page.clock.fast_forward(round(seconds * 1000))
        self.page.evaluate(HIDE, False)

    def die(self, seconds: float) -> None:
        """The battery is empty, and the page is opened again later."""
        self.page.goto("about:blank")
        self.page.clock.fast_forward(round(seconds * 1000))
        self.page.goto(self.path.as_uri())
        self.heard_until = 0

    @property
    def question(self) -> tuple[Any, ...] | None:
        """What is asked, with the word and the meaning of each answer."""
        if not self.page.locator("#asking").is_visible():
            return None
        ways = self.page.evaluate("asked.ways.map(({word, meaning}) => [word, meaning])")
        return (self("question"), *map(tuple, ways))

    def heard(self) -> list[str]:
        """What a screen reader was told since this was last asked."""
        told = self.page.evaluate("told")
        new, self.heard_until = told[self.heard_until :], len(told)
        return [line for text in new for line in text.split("\n")]

    @property
    def kept(self) -> dict[str, Any]:
        return dict(self.page.evaluate("JSON.parse(localStorage.getItem(data.key))"))

    @property
    def too_wide(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


Open = Callable[..., Phone]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Any, tmp_path: Path) -> Iterator[Open]:
    opened: list[Phone] = []
    contexts = []

    def open_it(plan: Plan, script: str = "", width: int = 390, height: int = 844, **more: Any) -> Phone:
        looks = {name: more.pop(name) for name in ("color_scheme", "reduced_motion", "forced_colors") if name in more}
        path = tmp_path / "session.html"
        rules, card = ((), ()) if more.get("alone") else (more.pop("rules", RULES), CARD)
        if language() != "en":
            rules, card = tuple(crossed(rules)), tuple(crossed(card))
        path.write_text(page(SessionPage(plan, rules, card, **more)), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, timezone_id="America/New_York", offline=True, **looks
        )
        contexts.append(context)
        context.add_init_script(HEAR + script)
        context.set_default_timeout(5_000)
        opened.append(Phone(context, path))
        return opened[-1]

    yield open_it
    for each in opened:
        assert each.errors == []
        assert [url for url in each.requests if not url.startswith(("file:", "about:"))] == []
    for context in contexts:
        context.close()


class Plain:
    """The same evening in plain mode, on a clock that is moved by hand."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        header = Header(plan, SEVEN, "our-circle")
        self.journal = Journal(folder)
        self.journal.take()
        self.journal.begin(header)
        self.clock = HandClock()
        self.session = Session(header, self.clock, self.journal, Materials(RULES, CARD))
        self.session.tell = "usual"
        self.commander = Commander(self.session)

    def live(self, seconds: float) -> list[str]:
        said: list[str] = []
        while seconds > 0:
            self.clock.pass_by(min(1.0, seconds))
            seconds -= 1
            said += filter(None, self.commander.look().split("\n"))
            said += self.unasked()
        return said

    def say(self, line: str) -> list[str]:
        """What is said to a line, without a question, which is looked at by itself."""
        answers = [each for answer in self.commander.say(line) for each in answer.split("\n")]
        asked = self.commander.asking
        spoken = asked.spoken.split("\n") if asked else []
        told = [TO_BE_TYPED.sub("", each) for each in answers if each and each not in spoken]
        return [*told, *self.unasked()]

    def unasked(self) -> list[str]:
        asked = self.commander.unasked() if self.commander.asking is None else None
        return [asked.text] if asked else []

    @property
    def question(self) -> tuple[Any, ...] | None:
        asked = self.commander.asking
        return asked and (asked.text, *((option.word, option.meaning) for option in asked.options))


LOOKS: list[dict[str, Any]] = [
    {"width": 390, "height": 844}, {"width": 320, "height": 568, "color_scheme": "dark"},
    {"width": 844, "height": 390, "reduced_motion": "reduce"}, {"width": 320, "height": 256, "forced_colors": "active"},
]  # fmt: skip


@pytest.fixture
def plain_mode(tmp_path: Path) -> Iterator[Callable[[Plan], Plain]]:
    begun: list[Plain] = []

    def begin(plan: Plan) -> Plain:
        begun.append(Plain(plan, tmp_path / "journal"))
        return begun[-1]

    yield begin
    for plain in begun:
        plain.journal.close()


NEXT = ("next", "next")
STEPS: list[tuple[float, str, Any, str]] = [
    # seconds before it, what is tapped, with what, and what is said in plain mode
    (100, "do", "next", "next"), (250, "do", "next", "next"), (130, "do", "next", "next"),
    (40, "do", "pass", "pass"), (70, "do", "next", "next"), (20, "do", "joined", "joined"),
    (60, "do", "next", "next"), (5, "do", "undo", "undo"), (30, "do", "next", "next"),
    (50, "do", "pause", "pause"), (200, "do", "resume", "resume"), (20, "do", "next", "next"),
    *[(90.0, "do", "next", "next")] * 5,
    (60, "choose", 1, "1"), (20, "do", "time", "time"), (20, "do", "next", "next"), (1500, "do", "time", "time"),
    (900, "do", "next", "next"), (200, "do", "more", "more"), (4, "choose", 1, "1"), (600, "do", "next", "next"),
    (1, "do", "accept", "accept"), (1, "choose", 1, "1"),
    (300, "do", "end", "end 20:50"), (0, "type", "20:50", ""), (2, "choose", 1, "1"), (900, "do", "next", "next"),
    (100, "do", "support", "support"), (60, "leave", "", ""), (5, "do", "resume", "resume"), (30, "do", "next", "next"),
    *[(50.0, "do", "next", "next")] * 8, (200, "do", "time", "time"),
]  # fmt: skip


def test_an_evening_of_nine_says_the_same_on_phones_of_any_shape_and_in_plain_mode_to_its_count(
    phone: Open, plain_mode: Callable[[Plan], Plain]
) -> None:
    plan = made(shipped("weekly-circle"), 8, 120)
    it, plain = phone(plan, LOCKS), plain_mode(plan)
    it.begin(8)
    assert it.heard() == opening_lines(plain.session)[:1]
    for (seconds, how, what, line), look in zip(STEPS, cycle(LOOKS), strict=False):
        it.page.set_viewport_size({side: look[side] for side in ("width", "height")})
        assert it.too_wide == 0
        it.live(seconds)
        said = plain.live(seconds)
        if how == "leave":
            it.page.click("#back")
        else:
            getattr(it, how)(what)
        if line:
            said += plain.say(line)
        assert [each for each in it.heard() if each not in CARD] == [each for each in said if each not in CARD], line
        if it.page.locator("#typing").is_hidden() and line != "end 20:50":
            assert it.question == plain.question, line
    assert [event["event"] for event in it.kept["events"]] == [
        type(event).__name__.lower() for event in plain.session.events
    ]
    it.do("close")
    assert it.page.input_value("#came") == "9"
    it.page.fill("#came", "seven")
    it.page.click("text=That is the number")
    assert it.page.text_content(".unsure") == "Say how many people, from 1 to 1000."
    it.page.fill("#came", "٩")
    it.page.click("text=That is the number")
    assert it.page.locator(".line").text_content() == "peerkit tally add 9 --on 2026-11-26 --session our-circle"
    assert "9 people came on 26 November 2026." in it("end-body")
    assert it.page.evaluate("localStorage.length") == 0
    assert it.page.url == it.path.as_uri()


def everything() -> Plan:
    return made(circle(), 4, 40)


def test_what_somebody_says_before_a_story_is_said_where_the_rules_begin_and_lines_keep_their_language(
    phone: Open,
) -> None:
    it = phone(everything(), rules=(RULES[0], written("2. Po kolei.", "pl")), at_the_rules=("Yn gyntaf.", "First."))
    it.begin(4, "19:40")
    assert "First." not in it.heard()
    it.do("next")
    assert it.heard()[-2:] == ["Yn gyntaf.", "First."]
    it.do("rules")
    assert it.page.locator("#panel-body li[lang=pl]").all_text_contents() == ["2. Po kolei."]


def test_a_dark_screen_keeps_the_time_and_a_dead_battery_is_asked_about_in_every_kind_of_place(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    while it("where") != "The end":
        it.live(5)
        at = it.page.evaluate("session.state.at")
        before = it.page.evaluate("[nameOf(session.state), session.state.slot]")
        it.sleep(4)
        assert it.page.evaluate("session.state.at") >= at + 4000
        it.page.reload()
        assert it.question is None
        it.die(100)
        if it("where") == "The end":
            break
        assert it.question == (
            "Time away: 1 minute 40 seconds. The session stands paused where it was. How does it go on?",
            ("resume", "That time is nobody's."),
            ("count", "It has passed as if we had been here."),
        )
        now = it.page.evaluate("[nameOf(session.state), session.state.slot]")
        assert now == before or before[1] != {"is": "turn"}
        it.choose(1)
        assert it.page.evaluate("session.state.paused") is False
        it.do("next")


def test_time_away_that_counts_has_passed(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.live(10)
    it.die(70)
    it.choose(2)
    assert it.heard()[-1] == "Counted. Welcome. 40 seconds left. On time. Ends at 19:40."


def test_a_clock_that_is_put_back_takes_no_time_from_anyone_and_is_told(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.live(30)
    it.page.evaluate("const real = Date.now; Date.now = () => real() - 3600000")
    it.live(1)
    assert it.heard()[-1].startswith("The computer's clock was put back: 1 hour. Turns go on as they were.")
    it.live(28)
    assert (it("number"), it("unit")) == ("1:01", "left") or it("number") in ("1", "2")
    assert [event["event"] for event in it.kept["events"]] == ["clockset"]


def test_a_question_falls_when_its_moment_is_over(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.do("next")
    it.do("next")
    it.do("left")
    assert it.question
    it.page.evaluate("act(session, eventNow(session, 'moveon', {by_itself: true}))")
    it.live(130)
    assert it.question is None
    assert "Nobody answered in time, so nothing was changed." in it.heard()


def test_what_does_not_fit_is_said_before_it_begins_with_every_way_out(phone: Open) -> None:
    it = phone(everything())
    it.begin(12, "19:20")
    assert it("wrong").startswith("Session does not fit with 12 people. Booked: 20 minutes. Missing: ")
    ways = it.page.locator("#ways button").all_text_contents()
    assert ways[0].startswith("1. End later: ")
    it.page.locator("#ways button").first.click()
    assert it.page.locator("#wrong").is_hidden()
    it.page.click("#begin")
    assert it("where") == "Welcome"
    assert it.page.evaluate("session.state.circle.length, peopleIn(session.state)") == 12


@pytest.mark.parametrize("typed", ["", "0", "201", "2.5"])
def test_a_number_of_people_that_cannot_be_is_asked_again(phone: Open, typed: str) -> None:
    it = phone(everything())
    it.begin(typed, "19:40")  # type: ignore[arg-type]
    assert it("wrong") == "Say how many people, from 2 to 200."
    assert it.page.locator("#now").is_hidden()


def test_nothing_is_left_after_the_end_nor_a_day_later(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    assert it.page.evaluate("Object.keys(localStorage).length") == 2
    it.die(25 * 60 * MINUTE)
    assert it.page.evaluate("Object.keys(localStorage).length") == 0
    assert it.page.locator("#start").is_visible()
    it.begin(4, "21:00")
    it.sleep(25 * 60 * MINUTE)
    assert it.page.locator("#start").is_visible()
    assert it.page.evaluate("Object.keys(localStorage).length") == 0


def test_one_page_wipes_nothing_of_another_that_is_still_running(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    now = it.page.evaluate("Date.now()")
    for key, started in (("session-aaaa", now - 3600_000), ("session-bbbb", now - 25 * 3600_000)):
        it.page.evaluate(
            "([key, started]) => { localStorage[key] = JSON.stringify({begun: {started}}); }", [key, started]
        )
        it.page.evaluate("key => { localStorage[`${key}-at`] = '[0,0]'; }", key)
    it.page.reload()
    assert sorted(it.page.evaluate("Object.keys(localStorage)")) == ["session-aaaa", "session-aaaa-at"]


def test_without_storage_a_reload_loses_nothing_and_the_address_holds_nothing(phone: Open) -> None:
    it = phone(everything(), LOCKS + NO_STORAGE)
    it.begin(4, "19:40")
    it.do("next")
    it.live(1)
    it.page.reload()
    assert (it("where"), it.page.url) == ("Rules", it.path.as_uri())
    it.do("close")
    it.choose(2)
    it.page.click("text=Nobody counted")
    assert it.page.locator(".line").text_content().startswith("peerkit tally add --uncounted --on ")
    assert it.page.evaluate("history.state") is None


@pytest.mark.parametrize("kept", ["{", "null", '{"begun": {"started": 1}, "events": []}', '{"begun": 5, "events": 7}'])
def test_what_was_kept_wrongly_is_a_fresh_start(phone: Open, kept: str) -> None:
    it = phone(everything())
    it.page.evaluate(
        "kept => { localStorage.setItem(data.key, kept); localStorage[`${data.key}-at`] = '[1,2]'; }", kept
    )
    it.page.reload()
    assert it.page.locator("#start").is_visible()
    assert it.page.evaluate("Object.keys(localStorage).length") == 0


def test_the_card_pauses_and_says_that_flight_mode_stops_a_call(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.do("support")
    body = it("panel-body")
    assert body.index("Flight mode off first.") < body.index("116 123")
    assert it.page.evaluate("session.state.paused")
    it.page.click("#back")
    it.do("resume")


def test_everything_else_holds_what_can_be_done_and_each_of_it_answers(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.do("next")
    it.do("next")
    it.do("menu")
    words = [
        each.removeprefix("menu-")
        for each in it.page.eval_on_selector_all("#panel-body button[id]", "all => all.map(e => e.id)")
    ]
    it.page.click("#back")
    for word in words:
        it.heard()
        it.do(word)
        assert it.question or it.page.locator("#panel").is_visible() or it.heard(), word
        if it.page.locator("#panel").is_visible():
            it.page.click("#back")
        elif it.question:
            it.page.keyboard.press("Escape")
    assert {"joined", "left", "more", "less", "break", "end", "began", "auto", "agenda", "rules", "script"} <= set(
        words
    )


def test_it_can_be_run_with_keys_alone_and_they_can_be_switched_off(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    keys = it.page.keyboard
    it.page.locator("#words").evaluate("() => document.activeElement.blur()")
    keys.press("n")
    assert it("where") == "Rules"
    keys.press(" ")
    assert it.page.evaluate("session.state.paused")
    keys.press(" ")
    keys.press("+")
    keys.press("Escape")
    assert it.question is None
    it.do("menu")
    it.page.get_by_label("Single keys work").uncheck()
    it.page.click("#back")
    keys.press("n")
    assert it("where") == "Rules"


def in_language(name: str, tag: str) -> Template:
    """A way of meeting that ships, in that language."""
    if tag == "en":
        return shipped(name)
    path = SHIPPED.parent / tag / "sessions" / f"{name}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else in_x("sessions", name, tag)
    template, problems = validate(Template, table)
    assert template, problems
    return template


SAYS = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walk.nextNode()) {
        if (!walk.currentNode.parentElement.closest('script, style, [lang=en]')) said.push(walk.currentNode.data);
    }
    return said.join('\\n');
}"""
"""All that the page says but for what it says is English."""


def english_on(page: Any, tag: str) -> list[str]:
    """English words on the page that are not said to be English, each with its line."""
    return [] if tag == "en" else [f"{word}: {line}" for word, line in english_in(page.evaluate(SAYS), tag)]


def every_state(it: Phone, see: Callable[[str], None], first_view: Callable[[str, str], None]) -> None:
    """An evening of listening partners on the page, and a look at each state that it can be in."""
    it.page.clock.resume()  # axe waits by the page's clock
    see("start")
    it.begin(9)
    see("begun")
    first_view("begun", "next")
    it.do("menu")
    see("menu")
    it.page.click("#back")
    for _time in range(3):
        it.do("next")
    first_view("turn", "next")
    while not it.page.evaluate("is(session.state, 'gathering')"):
        it.do("next")
    see("odd")
    it.choose(1)
    see("places")
    it.do("next")
    see("turn in groups")
    first_view("turn in groups", "next")
    it.do("pause")
    see("paused")
    first_view("paused", "resume")
    it.do("left")
    see("who left")
    it.page.keyboard.press("Escape")
    for word in ("agenda", "groups"):
        it.do(word)
        see(word)
        it.page.click("#back")
    it.do("support")
    see("card")
    it.page.click("#back")
    it.do("resume")
    it.do("end")
    see("typed")
    it.page.keyboard.press("Escape")
    it.do("close")
    see("close")
    it.choose(2)
    see("count")
    it.page.click("#end-body .first")
    see("closed")


@pytest.mark.parametrize(
    ("look", "tag"),
    [*((look, "en") for look in LOOKS), (LOOKS[1], TAG), (LOOKS[0], "cy"), (LOOKS[0], "ar")],
    ids=["phone", "small and dark", "landscape", "zoomed", "longer", "Welsh", "Arabic"],
)
def test_nothing_is_cut_off_or_english_and_axe_finds_nothing_in_any_state(
    phone: Open, look: dict[str, Any], tag: str
) -> None:
    wrong: dict[str, Any] = {}

    def see(state: str) -> None:
        found = axe(it.page) if look["height"] > 500 else [], it.too_wide, english_on(it.page, tag)
        if found != ([], 0, []):
            wrong[state] = found

    def first_view(state: str, button: str) -> None:
        box = it.page.locator(f"#do-{button}").bounding_box()
        if box["y"] < 0 or box["y"] + box["height"] > look["height"]:
            wrong[f"{state}: {button}"] = box

    with speaking(spoken_in(tag)):
        it = phone(made(in_language("listening-partners", tag), 9, 120), LOCKS, **look)
    every_state(it, see, first_view)
    assert wrong == {}


PARTED = """() => {
    const parted = innerWidth < document.documentElement.scrollWidth ? ['the page is too wide'] : [];
    for (const button of [...document.querySelectorAll('button')].filter((each) => each.offsetParent)) {
        const walk = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
        const whole = button.getBoundingClientRect();
        while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((each) => Math.round(each.top)));
            const box = range.getBoundingClientRect();
            if (lines.size > 1 || box.left < whole.left || box.right > whole.right) parted.push(word[0]);
        }
    }
    return parted;
}"""
"""Words on buttons that are broken, or stand beyond the edge of their button."""


@pytest.mark.parametrize("tag", ["en", "cy", "pl", "es", "ar"])
def test_buttons_hold_their_words_on_the_narrowest_phone_in_usual_and_in_large_type(phone: Open, tag: str) -> None:
    with speaking(spoken_in(tag)):
        it = phone(made(in_language("listening-partners", tag), 9, 120), width=320, height=568)
    parted: dict[str, list[str]] = {}

    def see(state: str) -> None:
        for large in (1, 2):
            it.page.evaluate("large => { document.documentElement.style.fontSize = `${18 * large}px`; }", large)
            if found := it.page.evaluate(PARTED):
                parted[f"{state}, {large}"] = found

    see("start")
    it.begin(9)
    see("begun")
    it.do("menu")
    see("menu")
    twice = [
        each
        for each in it.page.locator("#panel-body button").all_inner_texts()
        if len(set(each.lower().split("\n"))) < each.count("\n") + 1
    ]
    it.page.click("#back")
    it.do("pause")
    see("paused")
    it.do("resume")
    it.do("end")
    see("typed")
    it.page.keyboard.press("Escape")
    it.do("close")
    see("close")
    assert (parted, twice) == ({}, [])


def test_the_number_is_read_from_two_metres_and_minutes_are_no_seconds(phone: Open) -> None:
    it = phone(everything(), LOCKS, width=360, height=640)
    it.begin(4, "19:40")
    size = "parseFloat(getComputedStyle(document.getElementById('{}')).fontSize)"
    assert it.page.evaluate(size.format("number")) >= 110
    assert it.page.evaluate(size.format("unit")) >= 40
    it.live(40)
    assert (it("number"), it("unit")) == ("2", "minutes")
    it.live(25)
    assert (it("number"), it("unit")) == ("0:55", "left")
    line = "parseFloat(getComputedStyle(document.getElementById('number')).borderBottomWidth)"
    assert it.page.evaluate(line) >= 5  # so that a 6 is no 9


def test_the_screen_may_sleep_in_a_pause(phone: Open) -> None:
    it = phone(everything(), LOCKS)
    it.begin(4, "19:40")
    it.page.wait_for_function("lock !== null")
    it.do("pause")
    it.page.wait_for_function("lock === null")


def test_that_it_is_silent_until_it_is_touched_is_told(phone: Open) -> None:
    it = phone(everything(), LOCKS + "window.AudioContext = undefined; window.webkitAudioContext = undefined;")
    it.begin(4, "19:40")
    assert "Touch the page once, and it can sound again." in it.heard()


def test_groups_are_read_in_their_order(phone: Open) -> None:
    it = phone(made(shipped("listening-partners"), 7, 150), LOCKS)
    it.begin(7, "21:30")
    while it("headline").strip() != "Finding places":
        it.do("next")
    read = it.page.locator("#groups .unseen").all_text_contents()
    assert read[0] == "Group 1: 1, then 2"
    assert re.fullmatch(r"Group 3: \d, \d, then \d", read[2])
    assert it.page.evaluate("document.getElementById('seats').parentElement.id") == "face"


def test_without_a_script_it_is_a_sheet_to_read(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "session.html"
    path.write_text(page(SessionPage(everything(), RULES, CARD)), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    sheet = context.new_page()
    sheet.goto(path.as_uri())
    for text in (
        "19:00 to 19:02: Welcome.",
        RULES[0],
        CARD[1],
        "We go round once.",
        "An iPhone opens a file without them",
    ):
        assert sheet.get_by_text(text).first.is_visible(), text
    assert [each for each in sheet.get_by_role("button").all() if each.is_visible()] == []
    context.close()


def test_the_nu_checker_finds_no_error(tmp_path: Path) -> None:
    paths = [tmp_path / "session.html", tmp_path / "index.html"]
    for path, on_site in zip(paths, (False, True), strict=True):
        path.write_text(page(SessionPage(everything(), RULES, CARD, on_site=on_site)), encoding="utf-8")
    assert nu(*paths) == []


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_told: Any) -> None:
        pass


def test_from_the_groups_own_site_it_opens_again_without_a_network(browser: Any, tmp_path: Path) -> None:
    for name, text in site(SessionPage(everything(), RULES)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    try:
        errors: list[str] = []
        sheet = context.new_page()
        sheet.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        sheet.goto(f"http://localhost:{server.server_port}/")
        sheet.get_by_text("This page is on this phone now.").wait_for()
        sheet.fill("#until", sheet.evaluate("clockValue(onThePage(Date.now()), 2400000)"))
        sheet.click("#begin")
    finally:
        server.shutdown()
        server.server_close()
    sheet.reload()
    assert sheet.locator("#where").text_content() == "Welcome"
    assert [line for line in errors if "Policy" in line or "Trusted" in line] == []
    context.close()


def turns(each: str = "10m", people: int = 2, switch: str | None = None, **more: Any) -> Plan:
    """Turns on their own, as `turns export` makes them."""
    stored = requested(ScheduleRequest(people, more.pop("size", 2), more.pop("rounds", 1), each, "30s", **more))
    own_moments = stored.times is not None and stored.times.kind == "totals"
    block = block_for(stored, TurnsRequest(people, 2, 1, None, "30s", None if own_moments else switch or "0s", ()))
    return plan_of(block, people, SEVEN)


def test_a_pair_waits_for_a_tap_and_each_client_says_when_to_hear_the_time(phone: Open) -> None:
    it = phone(turns("20m", switch="2m"), LOCKS, alone=True)
    it.page.click("#begin")
    assert it.question is not None
    assert it.question[0] == "Whoever is client next: when would you like to hear the time?"
    it.choose(2)
    it.live(10 * MINUTE)
    assert it("headline").strip() == "Before the first turn"
    it.do("next")
    it.heard()
    it.live(21 * MINUTE)
    switch = "Attention switch: 2 minutes. Come back to the room: name five things that are here."
    assert it.heard() == ["10 minutes left.", switch, "Time. Raise a hand. Next when you are ready."]
    it.do("next")
    assert it.question is not None
    it.choose(4)
    it.type("5")
    assert it.heard()[-1] == "It will be said with this much left: 5 minutes."
    it.do("contract")
    assert "Free attention" in it("panel-body")


def test_groups_that_change_at_moments_of_their_own_are_called_and_each_shows_its_own_time(phone: Open) -> None:
    it = phone(turns("8m", 7, rounds=2, equal="totals"), LOCKS, alone=True)
    it.page.click("#begin")
    it.do("next")
    it.heard()
    it.live(5 * MINUTE)
    read = it.page.locator("#groups .unseen").all_text_contents()
    assert all(re.search(r"(\d+ minutes? left|In the last minute)[.]$", each) for each in read)
    assert len(set(read)) == 3
    it.live(12 * MINUTE)
    heard = it.heard()
    assert [line for line in heard if line.startswith("Change over now: ")]
    assert heard[-1].startswith("Round 2 of 2.") or "Changeover, 30 seconds. Round 2 of 2: " in heard[-1]


def test_a_rotation_on_its_own_runs_through_and_is_counted_nowhere(phone: Open) -> None:
    it = phone(turns("5m", 9, size=3, rounds=2), LOCKS, alone=True)
    assert "Each turn: 5 minutes." in it("order")
    it.page.click("#begin")
    it.do("next")
    it.live(34 * MINUTE)
    assert it("where") == "The end"
    it.do("close")
    assert "Done. Nothing of it was kept." in it("end-body")
    assert it.page.evaluate("localStorage.length") == 0
