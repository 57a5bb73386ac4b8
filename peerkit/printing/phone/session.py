"""One HTML file that runs a whole evening on a phone: no network, and every text in it stays text."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any

from peerkit.columns import IN_PERSON
from peerkit.messages import ENGLISH, _, language, unless_draft
from peerkit.planning.kinds import groups_in, turns_of
from peerkit.planning.phrases import turns
from peerkit.planning.plan import Plan
from peerkit.planning.seating import seating_of
from peerkit.planning.template import Block
from peerkit.printing.phone import engine, lean, spoken
from peerkit.printing.phone.data import clock_changes, plan_as_data
from peerkit.printing.text import NUMBER, Run, Text
from peerkit.running import hard_moment
from peerkit.running.actions import ACTIONS
from peerkit.turns import contract
from peerkit.turns.phrases import who_sits
from peerkit.turns.share import numbers, written
from peerkit.wording.direction import direction, from_the_right
from peerkit.wording.grammar import capital
from peerkit.wording.months import clock
from peerkit.wording.sentences import split
from peerkit.workspace.catalogues import unread

_SCRIPTS = ("session.js", "choices.js", "device.js", "face.js", "doing.js", "page.js", "panels.js", "ends.js")
_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ELSEWHERE = ("next", "undo", "pause", "resume", "count", "time", "next?", "read", "again", "tell", "help", "support")
"""What says enough in its button's own word, or has none."""
_ON_THE_SITE = '<link rel="manifest" href="session.webmanifest">\n<link rel="icon" href="icon.svg">\n'


@dataclass(frozen=True)
class SessionPage:
    """What the phone has to know.

    `plan` is the evening that it offers first; at the start it asks who is there and until when, and keeps the plan's
    own end on its day where that is `booked`. Turns on their own are `alone`: they begin as they are planned, and
    nothing of them is counted. `called` is the group's own word for a session, empty where it has none. `rules` and
    `support` are read out line by line, and `at_the_rules` unasked where the rules are heard. `on_site`: the page lies
    on the group's own site, beside a service worker that keeps it on the phone.
    """

    plan: Plan
    rules: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    at_the_rules: tuple[str, ...] = ()
    booked: bool = False
    alone: bool = False
    called: str = ""
    on_site: bool = False

    @property
    def title(self) -> str:
        """What the page and its icon are called: never what the group is."""
        return _("Turns") if self.alone else capital(self.called) or _("Session")


def page(what: SessionPage) -> str:
    """The whole file. The same `what` gives the same text."""
    script, style = lean.script((*engine.SCRIPTS, *_SCRIPTS)), lean.style("session.css")
    return Template(lean.part("session.html")).substitute(
        policy=_policy(script, style, on_site=what.on_site),
        language=language(),
        direction=' dir="rtl"' if direction(language()) == "rtl" else "",
        title=escape(what.title),
        links=_ON_THE_SITE if what.on_site else "",
        sheet_label=escape(_("The evening on paper")),
        sheet="\n".join((*_draft(), *_sheet(what))),
        draft="\n".join(_draft()),
        data=_data(what, spoken.catalogue(script)),
        script=script,
        style=style,
    )


def _draft() -> Iterator[str]:
    """That no speaker has read what the page says, where that is so."""
    for told, tag in zip(unread(), (language(), ENGLISH.tag), strict=False):
        yield f'<p class="note" lang="{tag}" dir="{direction(tag)}">{escape(told)}</p>'


def _policy(script: str, style: str, *, on_site: bool) -> str:
    """Nothing but this one script and this one style; no request but for the worker; no text can become markup."""
    site = "worker-src 'self'; manifest-src 'self'; img-src 'self'; " if on_site else ""
    types = "site" if on_site else "'none'"
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; {site}"
        f"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types {types}"
    )


def _hash(text: str) -> str:
    """A source expression of CSP level 3: the text between the tags, byte by byte."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(what: SessionPage, catalogue: dict[str, Any]) -> str:
    """The evening as JSON that cannot end its element, with a key for what the phone remembers of this one."""
    plan, evening = plan_as_data(what.plan), what.plan.evening
    plan["blocks"] = [
        _block(what.plan, block, data) for block, data in zip(what.plan.blocks, plan["blocks"], strict=True)
    ]
    form = "" if evening.template.format == IN_PERSON else f'--format "{evening.template.format}"'
    data = {
        "title": what.title,
        "language": evening.template.language,
        "plan": plan,
        "zone": clock_changes(evening.zone, evening.start),
        "booked": what.booked,
        "alone": what.alone,
        "site": what.on_site,
        "session": evening.name,
        "also": _("Do not count interpreters or assistants who came to work.") if evening.interpreted else "",
        "format": form,
        "atTheRules": what.at_the_rules,
        "hard": [(text, tag, direction(tag)) for text, tag in _hard()],
        "does": {action.word: action.help for action in ACTIONS if action.word not in _ELSEWHERE},
        "keys": {action.key: action.word for action in ACTIONS if action.key.strip()},
        **({"catalogue": catalogue} if catalogue else {}),
    }
    text = json.dumps(data, sort_keys=True)
    data["key"] = f"session-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).translate(_SAFE)


def _hard() -> Iterator[tuple[str, str]]:
    """What helps in a hard moment where there is no card, each line with its language: English in a draft."""
    yield from zip(hard_moment.in_the_moment(), (language(), ENGLISH.tag), strict=False)
    with unless_draft():
        yield from ((told, language()) for told in hard_moment.what_to_do())


def _block(plan: Plan, block: Block, data: dict[str, Any]) -> dict[str, Any]:
    """The block, with who sits with whom for every number of people it is for."""
    groups, span = groups_in(block), plan.evening.template.people
    data["script"] = None  # the page reads it where it stands on the sheet
    if groups and groups.rotates and not groups.schedule:
        numbers = sorted({*range(max(2, span.min), span.max + 1), plan.evening.people})
        seatings = {number: seating_of(groups, number) for number in numbers if number > 1}
        data["tables"] = {number: written(seating.rounds) if seating else () for number, seating in seatings.items()}
    return data


def _sheet(what: SessionPage) -> Iterator[str]:
    """All that can be read without a script, and why it does not run."""
    why = _("To run, this page needs a browser with scripts switched on. An iPhone opens a file without them.")
    instead = _('Try "open in browser", or the page on the web that your group may have. Here it is to read:')
    yield f'<p class="note">{escape(f"{why} {instead}")}</p>'
    yield f"<h2>{escape(_('The running order'))}</h2>"
    usual = what.plan.evening.template.language
    scripted = f' lang="{escape(usual)}"'
    for place, slot in enumerate(what.plan.slots()):
        line = _("{begins} to {ends}: {name}.", begins=clock(slot.start), ends=clock(slot.end), name=slot.block.name)
        yield f"<h3>{escape(_('{name}.', name=slot.block.name) if what.alone else line)}</h3>"
        if turns_of(slot.block, slot.people):
            yield f"<p>{escape(turns(slot))}</p>"
        if seating := seating_of(groups_in(slot.block), slot.people):
            yield f"<p>{escape(numbers(seating.seats))}</p>"
            yield from _list("", who_sits(seating), "")
        if slot.block.script:
            theirs = slot.block.language or usual
            lines = (f"<span{_in(theirs, usual)}>{escape(each)}</span>" for each in split(slot.block.script))
            yield f'<p id="script-{place}" lang="{escape(theirs)}">{" ".join(lines)}</p>'
    if any(groups and groups.attention_switch for groups in map(groups_in, what.plan.blocks)):
        yield f"<h2>{escape(_('The three contracts, to say aloud'))}</h2>"
        yield from _list("contract", contract.card(), "")
    if what.rules:
        yield f"<h2>{escape(_('Ground rules'))}</h2>"
        yield from _list("rules", what.rules, scripted, usual)
    if what.support:
        yield f"<h2>{escape(_('For hard moments'))}</h2>\n<p>{escape(_('Flight mode off first.'))}</p>"
        yield from _list("card", what.support, "", language())


def _list(name: str, lines: Sequence[str], attributes: str, usual: str = "") -> Iterator[str]:
    """A list in a language, in which each line, or each part of one, says its own where that is another."""
    yield f'<ul id="{name}"{attributes}>' if name else "<ul>"
    for line in lines:
        match line.runs if isinstance(line, Text) else ():
            case (Run(theirs, _),):
                yield f"<li{_in(theirs, usual)}>{_from_the_left(escape(line))}</li>"
            case runs:
                yield f"<li>{''.join(_part(run, usual) for run in runs) or _from_the_left(escape(line))}</li>"
    yield "</ul>"


def _part(run: Run, usual: str) -> str:
    said = _from_the_left(escape("".join(run.pieces)))
    attributes = _in(run.language or usual, usual)
    return f"<span{attributes}>{said}</span>" if attributes else said


def _in(tag: str, usual: str) -> str:
    """The attributes of what is in a language, where its surroundings are in the usual one."""
    return "" if tag == usual else f' lang="{escape(tag)}" dir="{direction(tag)}"'


def _from_the_left(line: str) -> str:
    """The line; where lines begin on the right, with its telephone numbers between signs that keep their groups apart.

    They are signs and no elements, for the page says the line again as text.
    """
    if not from_the_right():
        return line
    return re.sub(NUMBER, "\N{LEFT-TO-RIGHT ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", line)
