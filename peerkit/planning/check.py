"""What is missing from a template, or stands in somebody's way: every problem at once, none an exception."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta

from peerkit import durations
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.messages import _, ngettext
from peerkit.planning import outline
from peerkit.planning.evening import planned
from peerkit.planning.fields import Span
from peerkit.planning.kinds import fits, groups_in, least_people
from peerkit.planning.plan import DoesNotFit, Evening, Plan, build, least_minutes
from peerkit.planning.template import Block, Template
from peerkit.problems import Problem
from peerkit.values import numbered
from peerkit.wording.check import check_claims, check_spoken, check_words, not_checked
from peerkit.wording.grammar import commas

_WITHOUT_A_BREAK = 90 * 60
_MOST_FOR_ONE = 1 / 3
_ANY_DAY = datetime(2026, 1, 1, 19, tzinfo=UTC)


def check(
    template: Template, agreements: Collection[str], unread: Collection[str] = (), *, worded: bool = False
) -> list[Problem]:
    """Every problem of `template`, in the order of the checks; `agreements` are the names there are.

    An empty list means that there is nothing to say: neither an error nor advice. `unread` are keys that could not
    be read and are stood in for: what would judge them is not checked. `worded` says that its words are in order.
    """
    unread = {*unread, "length"} if _too_few(template) else unread  # of what can't be planned no time can be judged
    checks = [each for each, keys in _CHECKS.items() if not keys.intersection(unread)]
    if worded:
        checks[checks.index(words)] = _languages
    found = [problem for each in checks for problem in each(template)]
    return found if "agreement" in unread else found + list(_agreement(template, agreements))


def _parts(template: Template) -> Iterator[Problem]:
    for part in ("opening", "closing"):
        places = [place for place, block in _placed(template) if block.part == part]
        if not places:
            reason = _("No block is the opening.") if part == "opening" else _("No block is the closing.")
            hint = _("Write {line} on one block.", line=f'part = "{part}"')
            yield Problem("block", f"no-{part}", reason, hint)
        for place in places[1:]:
            reason = _("{block} is the opening already.", block=places[0])
            if part == "closing":
                reason = _("{block} is the closing already.", block=places[0])
            hint = _("Leave {line} on one block only.", line=f'part = "{part}"')
            yield Problem(f"{place}.part", f"second-{part}", reason, hint)


def _agreement(template: Template, agreements: Collection[str]) -> Iterator[Problem]:
    places = [place for place, block in _placed(template) if fits(block).rules]
    named = template.agreement
    if not places:
        hint = _("Add a block with {line}, so that everyone hears what the group agreed.", line='kind = "agreement"')
        yield Problem("block", "no-agreement", _("No block is for the group's agreement."), hint)
    if named is None and places:
        line = f'agreement = "{min(agreements, default="ground-rules")}"'
        hint = _("Write {line} above the blocks.", line=line)
        yield Problem(places[0], "agreement-not-named", _("This block has no agreement to show."), hint)
    if named is not None and named not in agreements:
        known = _("There is none yet.")
        if agreements:
            known = _("There is {names}.", names=commas(sorted(agreements)))
        hint = did_you_mean(named, agreements) or known
        yield Problem("agreement", "unknown-agreement", _("There is no agreement called {name}.", name=named), hint)


def _names(template: Template) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for place, block in _placed(template):
        name = block.name.casefold()
        if name and name in first:
            hint = _("Give each block a name of its own: peerkit calls them by name.")
            told = _("{block} has this name already.", block=first[name])
            yield Problem(f"{place}.name", "same-name", told, hint)
        first.setdefault(name, place)


def _passing(template: Template) -> Iterator[Problem]:
    for place, block in _placed(template):
        if not getattr(block, "may_pass", True):
            hint = _("Leave out pass = false: anyone may pass, and is offered a turn again at the end.")
            yield Problem(f"{place}.pass", "no-passing", _("Nobody may pass in this round."), hint, "advice")


def _closing(template: Template) -> Iterator[Problem]:
    for place, block in _placed(template):
        if block.part != "closing":
            continue
        if block.shrinks not in (None, "never"):
            hint = _("Leave out shrinks: the closing keeps its time when the middle runs over.")
            yield Problem(f"{place}.shrinks", "closing-shrinks", _("This closing gives way."), hint)
        for key, span in _spans(block).items():
            if span.min < span.ideal:
                hint = _("Write {line}, as long as ideal.", line=f'min = "{durations.written(span.ideal)}"')
                reason = _("This closing may get shorter than its ideal.")
                yield Problem(f"{place}.{key}", "closing-shrinks", reason, hint)


def _warnings(template: Template) -> Iterator[Problem]:
    for place, block in _placed(template):
        key, span = next(iter(_spans(block).items()))
        for warning in block.warn or ():
            if warning >= span.ideal:
                before, length = durations.said(warning), durations.said(span.ideal)
                reason = _("A warning {before} before the end comes before the length has begun.", before=before)
                hint = _("The length is {length}: warn later.", length=length)
                if key == "turn":
                    reason = _("A warning {before} before the end comes before the turn has begun.", before=before)
                    hint = _("The turn is {length}: warn later.", length=length)
                yield Problem(f"{place}.warn", "warning-too-long", reason, hint, "advice")


def _people(template: Template) -> Iterator[Problem]:
    if _too_few(template):
        place = next(place for place, block in _placed(template) if groups_in(block))
        told = _("One person can't do {block}.", block=place)
        yield Problem("people.min", "too-few-people", told, _("Write min = 2 or more."))


def _time(template: Template) -> Iterator[Problem]:
    """Whether the people fit. One fewer than the most is tried too: a three among pairs takes longer."""
    people, minutes = template.people, template.minutes
    numbers = sorted({people.min, people.ideal, max(people.min, people.max - 1), people.max}, reverse=True)
    yield from _over(template, numbers, "max", "too-many-people")
    yield from _over(template, [people.ideal], "ideal", "too-many-people")
    if minutes.min < minutes.max:
        yield from _over(template, [people.min], "min", "too-short")


def _over(template: Template, numbers: list[int], key: str, code: str) -> Iterator[Problem]:
    """A problem for the first of `numbers` that doesn't fit into the template's least, ideal or greatest minutes."""
    minutes = int(getattr(template.minutes, key))
    for count in numbers:
        if least_minutes(template, count) <= minutes:
            continue
        found = build(_evening(template, count, 60 * minutes))
        assert isinstance(found, DoesNotFit)
        reason = ngettext(
            "{n} person takes {length} at least: {more} more than {key}.",
            "{n} people take {length} at least: {more} more than {key}.",
            count,
            length=durations.said(60 * minutes + found.seconds),
            more=durations.said(found.seconds),
            key=f"minutes.{key}",
        )
        hint = found.offers[0].words if found.offers else _("Shorten a block or take fewer people.")
        yield Problem(f"minutes.{key}", code, reason, hint)
        return


def _at_ideal(template: Template) -> Plan:
    """The plan with as many people and minutes as the template likes best; longer where that doesn't fit."""
    evening = _evening(template, template.people.ideal, template.minutes.ideal * 60)
    found = build(evening)
    if isinstance(found, DoesNotFit):
        found = build(_evening(template, evening.people, evening.seconds + found.seconds))
    assert isinstance(found, Plan)
    return found


def _breaks(template: Template) -> Iterator[Problem]:
    stretch = 0
    for (place, block), seconds in zip(_placed(template), _at_ideal(template).lengths, strict=True):
        before, stretch = stretch, 0 if fits(block).rest else stretch + seconds
        if before <= _WITHOUT_A_BREAK < stretch:
            reason = _("By the end of this block people have sat for more than 90 minutes.")
            hint = _("Put a block with {line} before it.", line='kind = "break"')
            yield Problem(place, "no-break", reason, hint, "advice")


def _one_voice(template: Template) -> Iterator[Problem]:
    shares = _at_ideal(template).balance
    part = shares["one"] / max(1, shares["one"] + shares["everyone"] + shares["groups"])
    if part > _MOST_FOR_ONE:
        reason = _("One person speaks for {minutes} minutes in every hundred.", minutes=round(100 * part))
        hint = _("Let others read, or turn a talk into a round. led_by says who speaks in a block.")
        yield Problem("block", "one-voice", reason, hint, "advice")


def _languages(template: Template) -> Iterator[Problem]:
    """Languages in which no words are checked."""
    yield from not_checked([template.language, *map(template.language_of, template.block)])


def words(template: Template) -> Iterator[Problem]:
    """Labels, what shuts people out, jargon, long sentences, and what the group's rules decide, in every text."""
    yield from _languages(template)
    yield from check_words("title", template.title, template.language)
    yield from check_words("summary", template.summary, template.language)
    for place, block in _placed(template):
        language = template.language_of(block)
        yield from check_words(f"{place}.name", block.name, language)
        yield from check_claims(f"{place}.name", block.name, language)
        if block.script:
            yield from check_words(f"{place}.script", block.script, language)
            yield from check_spoken(f"{place}.script", block.script, language)
            yield from check_claims(f"{place}.script", block.script, language)


_MEASURES = {"kind", "length", "turn", "changeover", "size", "rounds", "open", "shrinks", "people", "minutes"}
_CHECKS: dict[Callable[[Template], Iterator[Problem]], set[str]] = {
    _parts: {"part"},
    _names: set(),
    _passing: set(),
    _closing: {"part"},
    _warnings: set(),
    _people: {"people"},
    _time: _MEASURES,
    _breaks: _MEASURES,
    _one_voice: _MEASURES | {"led_by"},
    words: set(),
}
"""Each check, and the keys without which it can say nothing."""


def _placed(template: Template) -> list[tuple[str, Block]]:
    return [(numbered("block", index, block.name), block) for index, block in enumerate(template.block)]


def _spans(block: Block) -> dict[str, Span]:
    """The spans that say how long the block or its turns are: the turn first."""
    spans = {"turn": getattr(block, "turn", None), "length": getattr(block, "length", None)}
    return {key: span for key, span in spans.items() if span is not None}


def _evening(template: Template, people: int, seconds: int) -> Evening:
    return Evening("check", template, people, _ANY_DAY, _ANY_DAY + timedelta(seconds=seconds))


def _too_few(template: Template) -> bool:
    """One person alone has nobody to form a pair with; nothing can be planned."""
    return template.people.min < least_people(template.block)


def problems_of(evening: Evening, agreements: Collection[str], *, worded: bool = False) -> list[Problem]:
    """What `check` finds, which takes the same, and whether the template is for so many people."""
    found = check(evening.template, agreements, worded=worded)
    return [*found, *outline.people_outside(evening)]


def does_not_fit(evening: Evening) -> list[Problem]:
    """Why there can be no plan of this evening, as a problem with the ways out; empty when there can be one."""
    try:
        planned(evening)
    except PeerkitError as error:
        alone = evening.people < least_people(evening.template.block)
        place, code = ("evening.people", "too-few-people") if alone else ("evening", "does-not-fit")
        return [Problem(place, code, error.message, error.hint.replace("\n", " "))]
    return []
