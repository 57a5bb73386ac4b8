"""The phone's page, run through in Debian's Chromium as a group would run it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.phone.page import Page, page
from tests.judges import axe, chromium, nu

pytestmark = pytest.mark.outside("chromium", "java")

EVENING = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
MINUTE = 60
THREES = Page(
    "Monday circle",
    "en",
    rounds=(((1, 4, 7), (2, 5, 8), (3, 6, 9)), ((1, 5, 9), (2, 6, 7), (3, 4, 8))),
    turn_seconds=(((300,) * 3,) * 3,) * 2,
    changeover=30,
)
PAIR = Page("At home", "en", (((1, 2),),), (((1200, 1200),),), attention_switch=120, co_counselling=True)
UNEVEN = replace(
    THREES, rounds=(((1, 2), (3, 4), (5, 6, 7)),), turn_seconds=(((480, 480), (480, 480), (310, 310, 310)),)
)
QUIET = replace(UNEVEN, turn_seconds=(((480, 480), (480, 480), (480, 480, 480)),))
NASTY = "</script><img src=x onerror=document.title='out'>"

HIDE = """hidden => {
    Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});
    Object.defineProperty(document, 'visibilityState', {get: () => hidden ? 'hidden' : 'visible', configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
LISTEN = """() => {
    window.told = [];
    new MutationObserver(() => told.push(document.getElementById('words').textContent))
        .observe(document.getElementById('words'), {childList: true, characterData: true, subtree: true});
}"""
TONES = """
    window.tones = []; window.buzzes = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) { tones.push(this.frequency.value); start.call(this, at); };
    navigator.vibrate = (pattern) => { buzzes.push(pattern); return true; };
"""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
LOCKS = """
    window.locks = [];
    Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
        const lock = new EventTarget();
        lock.release = async () => { lock.released = true; lock.dispatchEvent(new Event('release')); };
        locks.push(lock);
        return lock;
    }}});
"""
REFUSED = "Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => { throw new Error('no'); }}})"


class Phone:
    """The page on a phone whose clock the test holds."""

    def __init__(self, context, path: Path, ticking: bool) -> None:
        self.page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.clock.install(time=EVENING - timedelta(minutes=1))
        self.page.goto(path.as_uri())
        if not ticking:
            self.page.clock.pause_at(EVENING)
        self.page.evaluate(LISTEN)

    def __call__(self, part: str) -> str:
        """The text of a part, by its id."""
        return self.page.locator(f"#{part}").text_content()

    def tap(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def live(self, seconds: float) -> None:
        """Every timer fires in its time."""
        self.page.clock.run_for(round(seconds * 1000))

    def sleep(self, seconds: float) -> None:
        """The screen is locked, and shown again later."""
        self.page.evaluate(HIDE, True)
        self.page.clock.fast_forward(round(seconds * 1000))
        self.page.evaluate(HIDE, False)

    def reload(self, away: float = 0) -> None:
        if away:
            self.page.clock.fast_forward(round(away * 1000))
        self.page.reload()
        self.page.evaluate(LISTEN)

    @property
    def left(self) -> str:
        return f"{self('number')} {self('unit')}"

    @property
    def phase(self) -> str:
        return self.page.evaluate("document.body.dataset.phase")

    @property
    def told(self) -> list[str]:
        """What a screen reader was told since the page was opened."""
        return [line for line in self.page.evaluate("told") if line]

    @property
    def too_wide(self) -> int:
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


Open = Callable[..., Phone]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []
    opened: list[Phone] = []

    def open_it(
        what: Page, script: str = "", width: int = 390, height: int = 844, ticking: bool = False, **looks
    ) -> Phone:
        path = tmp_path / "turns.html"
        path.write_text(page(what), encoding="utf-8")
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, timezone_id="Europe/London", **looks)
        )
        if script:
            contexts[-1].add_init_script(script)
        contexts[-1].set_default_timeout(10_000)
        opened.append(Phone(contexts[-1], path, ticking))
        return opened[-1]

    yield open_it
    for each in opened:
        assert each.errors == []
    for context in contexts:
        context.close()


def test_a_whole_rotation_runs_through_and_says_each_turn_once(phone: Open) -> None:
    it = phone(THREES)
    assert it("headline") == "Find your group."
    assert it("ends") == "Begun now, it ends about 19:32."
    it.tap("Start round 1")
    it.live(33 * MINUTE)
    turn = ["1 minute left.", "Time. Change over."]
    first, second, third = (f"The {place} in each group speaks. 5 minutes." for place in ("first", "second", "third"))
    assert it.told == [
        *(first, *turn, second, *turn, third, "1 minute left.", "Time. Round 1 is over. Find your new places."),
        *(first, *turn, second, *turn, third, "1 minute left.", "Time. That was the last turn. Thank you."),
    ]
    assert it.phase == "ended"
    assert it("ends") == "It ended at 19:32."


def test_the_rounds_wait_only_when_that_is_ticked(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.page.locator("#settings summary").click()
    it.page.get_by_label("Wait for us between rounds").check()
    it.live(40 * MINUTE)
    assert (it.phase, it("headline"), it("go")) == ("waiting", "Find your new places.", "Start round 2")
    it.tap("Start round 2")
    assert (it("where"), it.left) == ("Round 2 of 2, turn 1 of 3", "5 minutes left")


def test_it_stands_where_it_would_be_after_a_reload(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(2 * MINUTE)
    it.reload(away=7 * MINUTE + 5)
    assert (it("where"), it.left) == ("Round 1 of 2, turn 2 of 3", "2 minutes left")
    it.live(25)
    assert (it.told, it.left) == (["1 minute left."], "60 seconds left")


def test_time_goes_on_behind_a_locked_screen(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.sleep(11 * MINUTE + 30)
    assert (it("where"), it.left) == ("Round 1 of 2, turn 3 of 3", "5 minutes left")
    assert it.told[1:] == ["Time. The third in each group speaks. 4 minutes 30 seconds."]


def test_time_goes_on_where_the_steady_clock_sleeps_with_the_phone(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.page.evaluate(
        "(real => { window.slept = 0; performance.now = () => real() - slept; })(performance.now.bind(performance))"
    )
    it.page.evaluate("slept = 400000")
    it.sleep(400)
    assert (it("where"), it.left) == ("Round 1 of 2, turn 2 of 3", "4 minutes left")


def test_a_clock_set_back_or_forward_under_the_eyes_takes_no_time_from_anyone(phone: Open) -> None:
    it = phone(THREES, LOCKS)
    it.tap("Start round 1")
    it.live(MINUTE)
    for shift in (-3_600_000, 7_200_000):
        it.page.evaluate("shift => { const real = Date.now; Date.now = () => real() + shift; }", shift)
        it.live(30)
    it.live(MINUTE)
    assert (it("where"), it.left) == ("Round 1 of 2, turn 1 of 3", "2 minutes left")
    assert it.page.evaluate("JSON.parse(localStorage.getItem(data.key)).offset") == -3_600_000


def test_after_half_a_day_it_asks_whether_to_start_over(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.reload(away=13 * 60 * MINUTE)
    assert it("question") == "Nobody has touched this for 13 hours. Start over?"
    it.tap("Yes, start over")
    assert (it.phase, it.left) == ("waiting", "5 minutes each")


def test_a_pause_belongs_to_nobody(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(MINUTE)
    it.tap("Pause")
    it.live(10 * MINUTE)
    assert (it.phase, it.left, it("ends")) == ("paused", "4 minutes left", "Gone on with now, it ends about 19:42.")
    it.tap("Go on")
    it.live(MINUTE)
    assert (it.left, it("ends")) == ("3 minutes left", "Ends about 19:42.")


def test_a_minute_more_names_its_price_and_is_the_same_for_everyone(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(6 * MINUTE)
    it.tap("A minute more")
    assert it("question") == (
        "One minute more for everyone in this round? It ends 3 minutes 30 seconds later: about 19:36, not 19:32. "
        "Whoever has had a turn gets the minute at the end."
    )
    it.tap("No, leave it")
    assert it("ends") == "Ends about 19:32."
    it.tap("A minute more")
    it.tap("Yes, a minute more")
    assert (it.left, it("ends")) == ("6 minutes left", "Ends about 19:36.")
    it.live(12 * MINUTE + 30)
    assert it("headline") == "A little more, to make it equal. The first in each group speaks."
    assert it.left == "60 seconds left"


def test_undo_says_what_it_will_be_and_gives_the_turn_back(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(MINUTE)
    it.tap("Next")
    assert it.phase == "change"
    it.tap("Undo")
    assert it("question").startswith("Take back “Next”? Then it stands so: Round 1 of 2, turn 1 of 3.")
    it.tap("Yes, take it back")
    assert (it("headline"), it.left) == ("The first in each group speaks.", "4 minutes left")


def test_next_in_the_changeover_begins_the_turn(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.tap("Next")
    it.tap("Next")
    assert (it("where"), it.left) == ("Round 1 of 2, turn 2 of 3", "5 minutes left")


def test_starting_over_asks_first(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.page.locator("#settings summary").click()
    it.tap("Start over")
    it.tap("No, leave it")
    assert it.phase == "turn"
    it.tap("Start over")
    it.tap("Yes, start over")
    it.reload()
    assert it.phase == "waiting"


def test_groups_that_change_at_different_moments_are_called_by_number(phone: Open) -> None:
    it = phone(UNEVEN)
    it.tap("Start")
    assert it.told == ["The first in each group speaks."]
    it.live(6 * MINUTE)
    assert it.told[1:] == [
        "Group 3: 1 minute left.",
        "Group 3: time. Change over.",
        "Group 3: next one.",
        "Groups 1 and 2: 2 minutes left.",
    ]
    assert it("state") == "Groups 1 and 2: 2 minutes left."
    it.live(20 * MINUTE)
    assert "Groups 1 and 2: time. Change over." in it.told
    assert "Groups 1 and 2: next one." in it.told
    assert it.phase == "ended"


def test_a_group_is_named_when_it_ends_while_another_changes_over(phone: Open) -> None:
    it = phone(replace(UNEVEN, turn_seconds=(((60, 60), (60, 60), (50, 50, 50)),)))
    it.tap("Start")
    it.live(61)
    assert it.told[-2:] == ["Group 3: time. Change over.", "Groups 1 and 2: time. Change over."]


def test_a_warning_comes_to_the_second(phone: Open) -> None:
    it = phone(replace(THREES, turn_seconds=(((303,) * 3,) * 3,) * 2))
    it.tap("Start round 1")
    it.live(242.9)
    assert it.told[1:] == []
    it.live(0.1)
    assert (it.told[1:], it.left) == (["1 minute left."], "60 seconds left")
    it.live(1)
    assert it.left == "59 seconds left"


def test_going_on_names_who_would_lose_by_it(phone: Open) -> None:
    it = phone(UNEVEN)
    it.tap("Start")
    it.tap("Next")
    assert it("question") == "Go on now? Groups 1 and 2 would lose 5 minutes 10 seconds of a turn."


def test_pairs_beside_a_three_are_told_of_their_quiet_time(phone: Open) -> None:
    it = phone(QUIET)
    it.tap("Start")
    it.live(17 * MINUTE)
    assert it("headline") == "The third in group 3 speaks. The other groups have quiet time."
    it.live(MINUTE)
    assert it.told[-1] == "The third in group 3 speaks. The other groups have quiet time. 8 minutes."


def test_a_pair_chooses_its_warning_before_each_turn(phone: Open) -> None:
    it = phone(PAIR)
    it.page.get_by_label("2 minutes").check()
    it.tap("Start: number 1")
    it.live(25 * MINUTE)
    assert it.told == [
        "Number 1 is client and number 2 counsellor. 20 minutes.",
        "2 minutes left. Attention switch: back to here and now.",
        "Time. Turn 2 of 2. Number 2 is client and number 1 counsellor.",
    ]
    assert it.phase == "waiting"
    it.page.get_by_label("Half-way").check()
    it.tap("Start: number 2")
    it.live(10 * MINUTE)
    assert it.told[-1] == "10 minutes left."
    it.live(11 * MINUTE)
    assert it.phase == "ended"


def test_the_usual_warnings_come_unless_something_else_is_chosen(phone: Open) -> None:
    it = phone(replace(PAIR, attention_switch=0))
    it.tap("Start: number 1")
    it.live(20 * MINUTE - 1)
    assert it.told[1:] == ["5 minutes left.", "1 minute left."]


def test_a_screen_reader_hears_milestones_and_never_the_seconds(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.page.locator("#settings summary").click()
    it.page.get_by_label("Show the seconds all the time").check()
    before = len(it.told)
    it.live(MINUTE)
    assert len(it.told) == before
    assert it.left == "4:00 left"
    assert it.page.locator("#time").get_attribute("aria-live") == "off"
    assert it.page.evaluate("document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status]').length") == 1


def test_the_time_is_said_when_it_is_asked_for(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(100)
    it.tap("Say the time")
    line = "Round 1 of 2, turn 1 of 3. The first in each group speaks. 3 minutes 20 seconds left. Ends about 19:32."
    assert (it.told[-1], it("state")) == (line, line)


def test_everything_can_be_done_with_keys_alone(phone: Open) -> None:
    it = phone(THREES)
    keys = it.page.keyboard
    keys.press("Space")
    assert it.phase == "turn"
    keys.press("Space")
    assert it.phase == "paused"
    keys.press("Space")
    keys.press("+")
    assert it.page.evaluate("document.activeElement.id") == "yes"
    keys.press("Escape")
    assert it.page.locator("#asking").is_hidden()
    keys.press("n")
    assert it.phase == "change"
    keys.press("u")
    keys.press("Enter")
    assert it.phase == "turn"
    keys.press("t")
    assert it("state").startswith("Round 1 of 2")
    reached = set()
    for _ in range(20):
        keys.press("Tab")
        reached.add(it.page.evaluate("document.activeElement.id || document.activeElement.parentElement.id"))
    assert {"go", "next", "more", "undo", "say", "sound", "schedule", "settings"} <= reached


def test_the_space_bar_on_a_button_does_only_what_the_button_does(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.page.locator("#say").focus()
    it.page.keyboard.press("Space")
    assert it.phase == "turn"


def test_single_keys_can_be_switched_off(phone: Open) -> None:
    it = phone(THREES)
    it.page.locator("#settings summary").click()
    it.page.get_by_label("Single keys work").uncheck()
    it.page.locator("#keys").blur()
    it.page.keyboard.press("Space")
    assert it.phase == "waiting"


def test_it_sounds_at_milestones_until_it_is_muted(phone: Open) -> None:
    it = phone(THREES, TONES)
    it.tap("Start round 1")
    assert it.page.evaluate("tones") == [396, 528]
    it.live(4 * MINUTE)
    assert it.page.evaluate("tones.slice(2)") == [528]
    assert it.page.evaluate("buzzes.length") == 2
    it.tap("Sound on")
    it.tap("Only vibration")
    it.page.evaluate("tones.length = buzzes.length = 0")
    it.live(MINUTE)
    assert it.page.evaluate("[tones, buzzes]") == [[], []]
    it.reload()
    assert it("sound") == "Silent"


def test_the_screen_is_kept_awake_from_the_start_to_the_end_and_taken_again_when_it_was_lost(phone: Open) -> None:
    it = phone(THREES, LOCKS)
    assert it.page.evaluate("locks.length") == 0
    it.tap("Start round 1")
    it.page.wait_for_function("locks.length === 1")
    it.page.evaluate(HIDE, True)
    it.page.evaluate("locks[0].release()")
    it.page.evaluate(HIDE, False)
    it.page.wait_for_function("locks.length === 2")
    it.live(33 * MINUTE)
    assert it.page.evaluate("locks.at(-1).released")


@pytest.mark.parametrize("script", [REFUSED, "Object.defineProperty(navigator, 'wakeLock', {value: undefined})"])
def test_it_says_so_where_the_screen_cannot_be_kept_awake(phone: Open, script: str) -> None:
    it = phone(THREES, script)
    it.tap("Start round 1")
    it.page.wait_for_function("document.getElementById('note').textContent.includes('may go dark')")
    assert it.page.locator("#note").is_visible()


def test_without_storage_the_address_remembers(phone: Open) -> None:
    it = phone(THREES, NO_STORAGE)
    it.tap("Start round 1")
    it.live(MINUTE)
    it.reload(away=MINUTE)
    assert it.left == "3 minutes left"


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"events": [{"what": "toString", "when": 5}]}',
        '{"events": [{"what": "next"}]}',
        '{"events": 5}',
        "null",
    ],
)
def test_what_was_stored_wrongly_is_a_fresh_start(phone: Open, kept: str) -> None:
    it = phone(THREES)
    it.page.evaluate("kept => localStorage.setItem(data.key, kept)", kept)
    it.reload()
    it.tap("Start round 1")
    assert it.left == "5 minutes left"


def test_what_it_remembers_is_taps_and_settings_and_nothing_else(phone: Open) -> None:
    it = phone(PAIR)
    it.tap("Start: number 1")
    it.live(MINUTE)
    it.tap("Next")
    kept = it.page.evaluate("JSON.parse(localStorage.getItem(data.key))")
    assert it.page.evaluate("localStorage.length") == 1
    assert set(kept) == {"events", "settings", "offset"}
    assert [set(event) for event in kept["events"]] == [{"what", "when", "value"}, {"what", "when"}]


def test_nothing_is_asked_of_any_network(phone: Open) -> None:
    it = phone(THREES)
    it.tap("Start round 1")
    it.live(33 * MINUTE)
    assert [url for url in it.requests if not url.startswith("file:")] == []
    assert len(it.requests) == 1


def test_the_policy_stops_what_somebody_might_bring_in(phone: Open) -> None:
    it = phone(THREES)
    it.page.evaluate("""() => {
        const script = document.createElement('script');
        try { script.textContent = "document.title = 'out'"; document.body.append(script); } catch {}
        document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.invalid/x.png'}));
    }""")
    assert it.page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'stopped')") == "stopped"
    with pytest.raises(Exception, match="TrustedHTML"):
        it.page.evaluate("document.body.innerHTML = '<b>x</b>'")
    assert it.page.title() == "Monday circle"
    assert [error for error in it.errors if "Content Security Policy" in error or "TrustedScript" in error]
    it.errors.clear()


def test_a_title_that_is_markup_stays_text(phone: Open) -> None:
    it = phone(replace(THREES, title=NASTY))
    assert it.page.locator("h1").text_content() == NASTY
    assert it.page.title() == NASTY
    assert it.page.locator("img").count() == 0


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("what", [THREES, PAIR, UNEVEN])
def test_nothing_is_wider_than_a_small_phone(phone: Open, width: int, what: Page) -> None:
    it = phone(replace(what, title="Donnerstagsgesprächskreisnachmittagstreffen"), width=width, height=568)
    widths = [it.too_wide]
    for _ in range(3):
        it.page.locator("#go").click()
        widths.append(it.too_wide)
    it.live(4 * MINUTE + 30)
    it.page.locator("#more").click()
    assert [*widths, it.too_wide] == [0] * 5


def test_the_time_is_big_enough_to_be_read_from_two_metres(phone: Open) -> None:
    it = phone(THREES, width=360, height=640)
    it.tap("Start round 1")
    it.live(4 * MINUTE + 30)
    height = it.page.evaluate("parseFloat(getComputedStyle(document.getElementById('number')).fontSize)")
    assert height >= 120  # CSS pixels: 20 mm on a phone, digits of 14 mm


def test_wide_text_spacing_cuts_nothing_off(phone: Open) -> None:
    it = phone(PAIR, width=320)
    it.page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        const wide = {'line-height': '1.5', 'letter-spacing': '.12em', 'word-spacing': '.16em'};
        const rules = Object.entries(wide).map(([name, value]) => `${name}: ${value} !important`);
        sheet.replaceSync(`* { ${rules.join('; ')} }`);
        document.adoptedStyleSheets = [sheet];
    }""")
    cut = """[...document.querySelectorAll('button, p:not(#words), label')]
        .filter(each => each.offsetParent)
        .filter(each => each.scrollHeight > each.clientHeight + 4 || each.scrollWidth > each.clientWidth + 1)
        .map(each => each.outerHTML)"""
    assert it.page.evaluate(cut) == []
    assert it.too_wide == 0


def test_every_button_is_large_enough_for_a_thumb(phone: Open) -> None:
    it = phone(PAIR, width=320)
    sizes = """[...document.querySelectorAll('button, label, summary')]
        .filter(each => each.offsetParent)
        .map(each => each.getBoundingClientRect())
        .map(box => Math.min(box.width, box.height))"""
    it.page.locator("#settings summary").click()
    assert min(it.page.evaluate(sizes)) >= 44


def test_dark_and_reduced_motion_are_respected(phone: Open) -> None:
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    motion = "getComputedStyle(document.getElementById('filled')).transitionDuration"
    dark = phone(THREES, color_scheme="dark", reduced_motion="reduce")
    light = phone(THREES, color_scheme="light", reduced_motion="no-preference")
    assert dark.page.evaluate(colour) == "rgb(15, 20, 21)"
    assert light.page.evaluate(colour) == "rgb(250, 248, 243)"
    assert dark.page.evaluate(motion) == "0s"
    assert light.page.evaluate(motion) != "0s"


def test_a_warning_changes_words_and_shape(phone: Open) -> None:
    it = phone(THREES)
    shape = "getComputedStyle(document.getElementById('mark')).clipPath"
    it.tap("Start round 1")
    seen = [(it("state"), it.page.evaluate(shape))]
    for seconds in (4 * MINUTE, MINUTE):
        it.live(seconds)
        seen.append((it("state"), it.page.evaluate(shape)))
    assert [words for words, _ in seen] == ["Running", "In the last minute", "This time is nobody\u2019s."]
    assert len({kind for _, kind in seen}) == 3


STANDING = """([events, now]) => {
    const s = standing(data, events, now);
    const had = {};
    for (const turn of s.seen.flatMap(group => group.turns)) had[turn.seat] = (had[turn.seat] || 0) + turn.ms;
    const overlaps = s.seen.some(({turns}) => turns.some((turn, index) => index && turn.start < turns[index - 1].end));
    return {mode: s.mode, at: s.at, left: s.left, endsAt: s.endsAt, had, overlaps};
}"""


@pytest.fixture(scope="module")
def pages(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list]:
    """Two schedules open at once, for what must always hold."""
    context = browser.new_context()
    opened = []
    for index, what in enumerate((THREES, UNEVEN)):
        path = tmp_path_factory.mktemp("pages") / f"{index}.html"
        path.write_text(page(what), encoding="utf-8")
        opened.append(context.new_page())
        opened[-1].goto(path.as_uri())
    yield opened
    context.close()


MOMENTS = st.lists(st.integers(0, 960), max_size=4).map(sorted)


@given(moments=MOMENTS)
def test_a_minute_more_at_any_moments_leaves_every_turn_of_the_round_equal(pages: list, moments: list[int]) -> None:
    events = [{"what": "start", "when": 0}]
    events += [{"what": "more", "when": at * 1000, "value": 60_000} for at in moments]
    stands = pages[0].evaluate(STANDING, [events, max(moments, default=0) * 1000])
    assert set(stands["had"].values()) == {(300 + 60 * len(moments)) * 1000}
    assert not stands["overlaps"]


TAPS = st.tuples(
    st.sampled_from(["start", "next", "pause", "go", "more", "wait"]),
    st.integers(0, 900),
    st.sampled_from([True, False]),
)


@given(taps=st.lists(TAPS, max_size=12), which=st.integers(0, 1))
def test_any_taps_in_any_order_give_a_standing(pages: list, taps: list, which: int) -> None:
    now, events = 0, []
    for what, later, wait in taps:
        now += later * 1000
        events.append(
            {"what": what, "when": now, "value": wait if what == "wait" else 60_000 if what == "more" else None}
        )
    stands = pages[which].evaluate(STANDING, [events, now])
    assert stands["mode"] in {"waiting", "running", "paused", "ended"}
    assert stands["endsAt"] >= now
    assert stands["mode"] in {"waiting", "ended"} or stands["left"] > 0
    assert not stands["overlaps"]


def test_without_a_script_the_rounds_can_still_be_read(browser, tmp_path: Path) -> None:
    path = tmp_path / "turns.html"
    path.write_text(page(THREES), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    sheet = context.new_page()
    sheet.goto(path.as_uri())
    assert sheet.get_by_text("Group 3: 3, 6, 9").is_visible()
    assert sheet.get_by_text("needs a browser that runs scripts").is_visible()
    assert not sheet.get_by_role("button").count()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", [THREES, PAIR, UNEVEN], ids=["threes", "pair", "uneven"])
def test_axe_finds_nothing_at_any_moment(phone: Open, what: Page, scheme: str) -> None:
    it = phone(what, color_scheme=scheme, ticking=True)  # axe waits by the page's clock
    it.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = {"start": axe(it.page)}
    it.page.locator("#go").click()
    found["turn"] = axe(it.page)
    last = what.turn_seconds[0][-1][0]
    it.live(last - 30)
    found["warning"] = axe(it.page)
    it.page.locator("#more").click()
    found["asking"] = axe(it.page)
    it.tap("No, leave it")
    it.live(35)
    found["changeover"] = axe(it.page)
    if what is not PAIR:
        it.page.locator("#go").click()
        found["paused"] = axe(it.page)
        it.page.locator("#go").click()
        it.live(40 * MINUTE)
        found["end"] = axe(it.page)
    assert {moment: lines for moment, lines in found.items() if lines} == {}


@pytest.mark.parametrize("what", [THREES, PAIR, UNEVEN], ids=["threes", "pair", "uneven"])
def test_the_nu_checker_finds_no_error(tmp_path: Path, what: Page) -> None:
    path = tmp_path / "turns.html"
    path.write_text(page(what), encoding="utf-8")
    assert nu(path) == []
