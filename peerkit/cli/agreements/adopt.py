"""What the group agreed on, and what has changed since: a text, a day and a version, and nobody's name."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.wording.safe import echoed
from peerkit.wording.yes_no import NO

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement
    from peerkit.agreements.kinds import Kind
    from peerkit.workspace.root import Root

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def adopt_one(root: "Root", kind: "Kind", name: str, review: str | None, *, asking: bool) -> None:
    """Record it, with the month in which to look at it again. What is still open is asked about first."""
    from peerkit.agreements.standing import mark, standing
    from peerkit.live.clock import today
    from peerkit.workspace import adopting, files
    from peerkit.workspace.agreements import load_agreement, load_as_written

    now = today()
    path = named_file(root, kind, name)
    agreement = load_agreement(path, kind=kind)
    if asking and not _open_all_the_same(root, kind, path.stem, agreement):
        console.note("Nothing was recorded.")
        return
    month = _asked(review, now, asking=asking)
    done = adopting.adopt(root, kind, path, now, month)
    own = root.templates / kind.folder / path.name
    after = load_as_written(own, kind)
    stands = standing(after, mark(after)).said(kind)
    if done.before is not None:
        console.note(f"Version {done.version} was not as it was agreed: somebody had changed {files.shown(done.kept)}")
        console.note(f"Now it is as it was agreed. What was there is kept as {files.shown(done.before)}")
    if done.changed is not None:
        console.note(f"{files.shown(done.changed)} is not as it was agreed: somebody changed it, or it can't be read.")
        console.note("Put it back from a copy, if there is one.")
    if done.again:
        console.out(f"The group has agreed on this text before, so there is no new version.\n{stands}")
        return
    console.out(f"{stands}\nIts text is kept in {files.shown(done.kept)}")
    console.out("Nothing says who agreed, or how many.")
    if own.resolve() != path.resolve():
        console.out(f"From now on {files.shown(own)} is used instead of the {path.stem} that comes with peerkit.")
    _mention(root, kind, path.stem, after)


def _open_all_the_same(root: "Root", kind: "Kind", name: str, agreement: "Agreement") -> bool:
    """Whether nothing is open, or they say that it may be. Raises PeerkitError where nobody can be asked."""
    about = [rule.topic or rule.value for rule in agreement.rule if rule.is_open]
    if not about:
        return True
    named = " and ".join(filter(None, [", ".join(about[:-1]), about[-1]]))
    still = f"The choice about {named} is" if len(about) == 1 else f"The choices about {named} are"
    which = kind.unless_usual(name)
    choose, adopt = (root.command(f"{kind.command} {verb}", which) for verb in ("choose", "adopt --yes"))
    if not prompt.at_a_terminal():
        raise PeerkitError(
            f"{still} still open. Nothing was recorded.", f"Choose together: {choose}\nTo agree all the same: {adopt}"
        )
    if prompt.yes(f"{still} still open. Adopt all the same?", default=False):
        return True
    console.note(f"Choose together: {choose}")
    return False


def _mention(root: "Root", kind: "Kind", name: str, agreement: "Agreement") -> None:
    from peerkit.agreements.check import check
    from peerkit.cli.agreements.spoken import place_said

    problems = check(agreement, kind)
    still = [number for number, rule in enumerate(agreement.rule, start=1) if rule.is_open]
    for number in still:
        console.note(f"{kind.one.capitalize()} {number} is still open. On paper it is boxes to tick together.")
    for problem in problems:
        if problem.code == "somebodys":
            console.note(f"{place_said(problem.place, kind)}{problem.reason} {problem.suggestion}")
    if any(problem.severity == "error" for problem in problems):
        console.note(f"There are things to put right: {root.command(f'{kind.command} check', name)}")


def _asked(review: str | None, now: date, *, asking: bool) -> str | None:
    """The month of the review: as typed, else asked for at a terminal. Raises BadParameter."""
    if review is not None:
        try:
            return month_of(review, now)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--review") from None
    if not asking or not prompt.at_a_terminal():
        return None
    from peerkit.agreements.standing import month

    half = now.year * 12 + now.month - 1 + 6
    usual = f"{half // 12}-{half % 12 + 1:02}"

    def parse(answer: str) -> str | None:
        return None if answer.lower() in (*NO, "none", "never") else month_of(answer, now)

    return prompt.ask("When will the group look at it again?", parse, month(usual), also='Or "none".')


def month_of(typed: str, now: date) -> str:
    """`2027-05` from 2027-05, 2027-5, 5/2027 or May 2027. Raises ValueError where it is none, or is over."""
    text = typed.strip().lower()
    if found := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})", text):
        year, number = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{4})", text):
        year, number = int(found[2]), int(found[1])
    elif (found := re.fullmatch(r"([a-z]{3,9})\.? ([0-9]{4})", text)) and _month_called(found[1]):
        year, number = int(found[2]), _month_called(found[1])
    else:
        raise ValueError(f'"{echoed(typed)}" is not a month. Write it like 2027-05 or May 2027.')
    if not 1 <= number <= 12:
        raise ValueError(f'"{echoed(typed)}" is not a month: there are twelve. Write it like 2027-05.')
    if (year, number) < (now.year, now.month):
        raise ValueError(f'"{echoed(typed)}" is over already. Choose a month to come.')
    return f"{year}-{number:02}"


def _month_called(word: str) -> int:
    """1 to 12, or 0 where no month begins like that."""
    return next((place for place, name in enumerate(MONTHS, start=1) if name.startswith(word)), 0)


def show_changes(
    root: "Root", kind: "Kind", name: str, earlier: int | None, later: int | None, *, as_json: bool
) -> None:
    """What is different, in sentences."""
    from peerkit.agreements.changes import changes
    from peerkit.workspace import adopted
    from peerkit.workspace.agreements import load_as_written

    path = named_file(root, kind, name)
    kept = adopted.versions(root, kind, path.stem)
    first = earlier or max(kept, default=1)
    before = adopted.load_version(root, kind, path.stem, first)
    after = adopted.load_version(root, kind, path.stem, later) if later else load_as_written(path, kind)
    for number in dict.fromkeys(number for number in (first, later) if number):
        if adopted.changed_since(kept[number], kind):
            console.note(f"Version {number} is not as it was agreed: somebody changed {kept[number]} since.")
    found = changes(_in_words(root, before, kind), _in_words(root, after, kind), kind)
    if as_json:
        console.as_json([change.as_dict() for change in found])
        return
    there = f"version {later}" if later else "what is there now"
    if not found:
        console.out(f"Nothing is different between version {first} and {there}.")
        return
    console.out(
        f"What is different between version {first}{_agreed(before)} and {there}{_agreed(after) if later else ''}:"
    )
    for change in found:
        console.out(f"\n{change.said()}")


def _agreed(agreement: "Agreement") -> str:
    from peerkit.agreements.standing import day

    return f", agreed on {day(agreement.adopted)}," if agreement.adopted else ""


def _in_words(root: "Root", agreement: "Agreement", kind: "Kind") -> "Agreement":
    from peerkit.workspace import config
    from peerkit.workspace.agreements import in_their_words

    return in_their_words(agreement, config.load(root).words, kind)[0] or agreement


def named_file(root: "Root", kind: "Kind", name: str) -> Path:
    """The file of that name; a path is none. Raises PeerkitError."""
    from peerkit.workspace.agreements import find_agreement

    if name.endswith(".toml") or Path(name).name != name:
        raise PeerkitError(
            f"{echoed(name)} is a path, and here a name is needed.",
            f"To begin from a file: peerkit {kind.command} choose {kind.usual} --from FILE",
        )
    return find_agreement(root, name, kind)
