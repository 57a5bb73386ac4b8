"""An agreement in lines to be read aloud: as it stands, one rule with its wordings, and what came of choosing."""

import re
from collections.abc import Collection, Iterable, Iterator

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.bank import Topic
from peerkit.agreements.choosing import wording_of
from peerkit.agreements.kinds import RULES, Kind
from peerkit.messages import _, ngettext
from peerkit.problems import Problem
from peerkit.wording.slugs import slug

NumberedLine = tuple[int, str]
"""The number of a wording or a choice, or 0 for what comes before them, and the line that says it."""
_PLACE = re.compile(r"(?P<rule>\w+ \d+)(?:\.option (?P<choice>\d+))?")
STAYS_HERE = re.compile(
    r"\bconfidential|\b(?:stays?|kept|keep it) (?:here|in (?:this|the|our) (?:room|group|circle|session|call))"
    r"|\bleaves? (?:this|the) (?:room|group|circle)|\bnot (?:be )?(?:repeated|passed on)\b",
    re.IGNORECASE,
)
"""That what is said stays in the group."""


def said_in_both(rule: Rule, language: str) -> bool:
    """Whether a rule says how far a story stays, in another language than this one, which is its agreement's."""
    about = "confidential" in (rule.topic or "") or any(map(STAYS_HERE.search, (rule.text, rule.said())))
    return about and rule.spoken(language) != language


def somebody_says_how_far() -> str:
    """What stands after such a rule, in both languages, with lines for a pen."""
    return _("Before anyone tells a story, somebody who speaks both languages says here how far it stays with us.")


def described(agreement: Agreement, kind: Kind, stands: str = "", *, easy: bool = False) -> Iterator[str]:
    """Everything that it says, with where it `stands`, in lines to be read in order."""
    yield f"{agreement.title}\n{agreement.summary}"
    if stands:
        yield stands
    if agreement.opening:
        yield f"\n{agreement.opening}"
    for place, rule in enumerate(agreement.rule, start=1):
        yield f"\n{place}. " + "\n".join(_rule(rule, kind, easy))


def _rule(rule: Rule, kind: Kind, easy: bool) -> Iterator[str]:
    yield rule.said(easy) if kind is RULES else f"{rule.value}. {rule.said(easy)}"
    if rule.is_open:
        yield open_choices(rule)
        yield from choices(rule, easy)
    if kind is RULES:
        yield _("For the sake of: {value}", value=rule.value)


def open_choices(rule: Rule) -> str:
    """What stands above choices that are still open."""
    return ngettext(
        "Still open. The group chooses one of these {n}:",
        "Still open. The group chooses one of these {n}:",
        len(rule.option),
    )


def choices(rule: Rule, easy: bool = False) -> Iterator[str]:
    """The choices of a rule, a line each."""
    for number, option in enumerate(rule.option, start=1):
        name = f"{option.name}. " if option.name else ""
        yield _("Choice {number}: {text}", number=number, text=f"{name}{option.said(easy)}")


def how_to_choose(agreement: Agreement) -> str:
    """What to type to settle the first choice that is open, as options; empty where none is."""
    place, rule = next(((at, rule) for at, rule in enumerate(agreement.rule, 1) if rule.is_open), (0, None))
    return f"--choice {slug(rule.topic or '') or place}=1" if rule else ""


def to_choose_from(rule: Rule, topic: Topic | None, kind: Kind, number: int, of: int) -> Iterator[NumberedLine]:
    """A rule that is there, and the other wordings of the bank under the numbers that they have there."""
    about = f": {rule.topic}" if rule.topic else ""
    yield 0, f"{kind.one.capitalize()} {number} of {of}{about}"
    if topic:
        yield 0, topic.asks
    now = wording_of(rule, topic) if topic else None
    called = f", wording {now}" if now else ""
    yield now or 0, f"Now{called}: {rule.said()}"
    if topic:
        yield from wordings(topic, now)


def wordings(topic: Topic, but: int | None = None) -> Iterator[NumberedLine]:
    """What the bank has, but for one."""
    for number, wording in enumerate(topic.wording, start=1):
        if number != but:
            choice = f" Here is a choice to make, of {len(wording.option)}." if wording.option else ""
            yield number, f"Wording {number}: {wording.text}{choice}"


def chosen(
    agreement: Agreement, struck: Iterable[Rule], problems: Collection[Problem], kind: Kind, edit: str
) -> Iterator[str]:
    """All that came of choosing, what was struck, and the problems to think about. `edit` is what opens the file."""
    yield f"\n{_('This is what you have:')}\n"
    yield from described(agreement, kind)
    if gone := [rule.said() for rule in struck]:
        yield f"\n{_('Struck, and so not in it:')}"
        yield from gone
    if problems:
        yield f"\n{_('To think about:')}"
        for problem in problems:
            yield _thought(problem, kind, edit)


def _thought(problem: Problem, kind: Kind, edit: str) -> str:
    """A problem as it is said at a table, where nobody edits a file."""
    if problem.code == "easy-missing":
        return f"{problem.reason} {_('Whoever edits the file can add one: {command}', command=edit)}"
    return f"{place_phrase(problem.place, kind)}{problem.reason} {problem.suggestion}".rstrip()


def place_phrase(place: str, kind: Kind) -> str:
    """`Rule 3, choice 2: ` for "rule 3.option 2.text", and nothing where all of it is meant."""
    if where := _PLACE.match(place):
        return f"{where['rule'].capitalize()}{', choice ' + where['choice'] if where['choice'] else ''}: "
    return "" if place == kind.table else f"{place.capitalize()}: "
