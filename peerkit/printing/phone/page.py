"""One HTML file that runs a rotation on a phone: no network, and every text in it stays text."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from peerkit.durations import counted, said
from peerkit.planning.turns_alone import ALONE
from peerkit.running.actions import BY_WORD
from peerkit.turns.contract import choice, contracts, duties
from peerkit.turns.phrases import sitting_out
from peerkit.turns.schedule import Round, Seats
from peerkit.turns.share import shape
from peerkit.turns.totals import RoundSeconds
from peerkit.wording.grammar import listed

_SCRIPTS = ("standing.js", "words.js", "phone.js", "page.js")
NEXT, UNDO, MORE = (BY_WORD[word] for word in ("next", "undo", "more"))
KEYS = (
    ("go", BY_WORD["pause"].key, "start, pause, go on"),
    ("next", NEXT.key, NEXT.word),
    ("more", MORE.key, MORE.help.partition(":")[0]),
    ("undo", UNDO.key, UNDO.word),
    ("say", BY_WORD["time"].key, "say the time"),
    ("sound", "s", "sound"),
)
"""The button that a key presses, and what the help calls it; a session's own words where it has the same action."""
_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Page:
    """What the phone has to know.

    `title` is the group's own words, in `language` (a BCP 47 tag); all else on the page is English. `rounds`: groups
    of seats, each in speaking order. `turn_seconds`: the same shape. `changeover`: seconds between two turns and
    before each later round, nobody's. `attention_switch`: the last seconds of a turn, inside it; 0 for none.
    `warn`: the seconds left at which it is told, the same for every turn; None for co-counselling's usual ones
    (domain B4). `co_counselling`: client, counsellor and witness, and the contract card. `out`: who sits out, for each
    round; empty where nobody does.
    Raises ValueError when the shapes differ, a round is empty, or a time is not what a time can be.
    """

    title: str
    language: str
    rounds: tuple[Round, ...]
    turn_seconds: tuple[RoundSeconds, ...]
    changeover: int = 30
    attention_switch: int = 0
    warn: tuple[int, ...] | None = None
    co_counselling: bool = False
    out: tuple[Seats, ...] = ()

    def __post_init__(self) -> None:
        if shape(self.rounds) != shape(self.turn_seconds):
            raise ValueError("Every seat needs the seconds of its turn, in the shape of the rounds.")
        if not self.rounds or not all(groups and all(groups) for groups in shape(self.rounds)):
            raise ValueError("Every round needs a group, and every group a seat.")
        if min(seconds for groups in self.turn_seconds for group in groups for seconds in group) < 1:
            raise ValueError("A turn lasts a second at least.")
        if min(self.changeover, self.attention_switch, *(self.warn or (0,))) < 0:
            raise ValueError("A time cannot be less than nothing.")


def page(what: Page) -> str:
    """The whole file. The same `what` gives the same text."""
    script = "\n".join(map(_part, _SCRIPTS))
    style = _part("page.css")
    return Template(_part("page.html")).substitute(
        policy=_policy(script, style),
        title=escape(what.title),
        language=escape(what.language),
        count_off=escape(_count_off(what)),
        lengths=escape(_lengths(what)),
        rounds="\n".join(_rounds(what)),
        contract="\n".join(_contract()) if what.co_counselling else "",
        next=NEXT.word.capitalize(),
        undo=UNDO.word.capitalize(),
        keys="\n".join(_help()),
        data=_data(what),
        script=script,
        style=style,
    )


def _help() -> Iterator[str]:
    for _, key, does in KEYS:
        yield f"<div><dt><kbd>{'Space' if key == ' ' else key}</kbd></dt><dd>{does}</dd></div>"


def _contract() -> Iterator[str]:
    yield '<details id="contract">\n<summary><h2>The contract: say it before you begin</h2></summary>'
    yield f"<p>{escape(choice())}</p>\n<dl>"
    yield from (f"<dt>{escape(name)}</dt>\n<dd>“{escape(words)}”</dd>" for name, words in contracts())
    yield f"</dl>\n<p>{escape(' '.join(duties()))}</p>\n<p>Nothing about the choice is kept.</p>\n</details>"


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").rstrip("\n")


def _policy(script: str, style: str) -> str:
    """Nothing but this one script and this one style; no request at all, and no text can become markup."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    """A source expression of CSP level 3: the text between the tags, byte by byte."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(what: Page) -> str:
    """The schedule as JSON that cannot end its element, with a key for what the phone remembers of this one."""
    data = {
        "rounds": what.rounds,
        "seconds": what.turn_seconds,
        "changeover": what.changeover,
        "attentionSwitch": what.attention_switch,
        "warn": what.warn,
        "coCounselling": what.co_counselling,
        "alone": is_alone(what),
        "countOff": _count_off(what),
    }
    if what.out:
        data["out"] = what.out
    text = json.dumps(data | {"title": what.title}, sort_keys=True)
    data["key"] = f"peerkit-turns-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    data["keys"] = {key: button for button, key, _ in KEYS}
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).translate(_SAFE)


def is_alone(what: Page) -> bool:
    """Whether it is a single pair or three: there every turn waits for a tap, and the client says when to be warned."""
    return not any(what.out) and all(len(groups) == 1 and len(groups[0]) <= ALONE for groups in what.rounds)


def _count_off(what: Page) -> str:
    seats = sorted({seat for groups in (*what.rounds, what.out) for group in groups for seat in group})
    if is_alone(what):
        return f"Agree who is number {listed(seats, '{others} and who is number {last}')}."
    if seats == list(range(1, len(seats) + 1)):
        return f"Count off round the circle, from 1 to {len(seats)}. Your number is your seat in every round."
    return f"Keep the number that you have. Here are {listed(seats)}."


def _lengths(what: Page) -> str:
    """How many rounds of how long a turn."""
    lengths = sorted({seconds for groups in what.turn_seconds for group in groups for seconds in group})
    turn = said(lengths[0]) if len(lengths) == 1 else f"{said(lengths[0])} to {said(lengths[-1])}"
    between = f", {said(what.changeover)} to change over" if what.changeover and not is_alone(what) else ""
    last = "minute" if what.attention_switch == 60 else said(what.attention_switch)
    switch = f", the last {last} of it for the attention switch" if what.attention_switch else ""
    return f"{counted(len(what.rounds), 'round').capitalize()}. Each turn {turn}{switch}{between}."


def _rounds(what: Page) -> Iterable[str]:
    """A heading and a list for each round: to be read without a script, too."""
    for number, groups in enumerate(what.rounds, 1):
        yield f"<h3>Round {number}</h3>\n<ul>"
        yield from (f"<li>{_group(index, group, len(groups))}</li>" for index, group in enumerate(groups, 1))
        yield "</ul>"
        if what.out and what.out[number - 1]:
            yield f"<p>{sitting_out(what.out[number - 1])}</p>"


def _group(index: int, group: Seats, of: int) -> str:
    name = f"Group {index}: " if of > 1 else ""
    return (
        f"{name}{listed(group, '{others} and then {last}')}"
        if len(group) < 3
        else f"{name}{', '.join(map(str, group))}"
    )
