"""What the group agreed on: a text, a day and a version, and nobody's name."""

from datetime import date

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import Kind
from peerkit.agreements.standing import mark, standing
from peerkit.cli.agreements import before
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import checked
from peerkit.errors import PeerkitError
from peerkit.wording import months
from peerkit.wording.grammar import listed
from peerkit.wording.safe import echoed
from peerkit.wording.yes_no import word
from peerkit.workspace import adopting, files
from peerkit.workspace.agreements import find_named_agreement, load_agreement
from peerkit.workspace.root import Root


def adopt_one(root: Root, kind: Kind, name: str, review: str | None, today: date, *, asking: bool) -> None:
    """Record it, with the month in which to look at it again. What is still open is asked about first."""
    path = find_named_agreement(root, name, kind)
    agreement = load_agreement(path, kind=kind)
    if not (
        _as_it_is(root, kind, path.stem, agreement, asking=asking)
        and (not asking or _open_all_the_same(root, kind, path.stem, agreement))
    ):
        console.note("Nothing was recorded.")
        return
    month = _month(review, today, asking=asking)
    done = adopting.adopt(root, kind, path, today, month)
    stands = standing(done.agreement, mark(done.agreement)).said(kind)
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
    if done.own.resolve() != path.resolve():
        console.out(f"From now on {files.shown(done.own)} is used instead of the {path.stem} that comes with peerkit.")
    for number, rule in enumerate(done.agreement.rule, start=1):
        if rule.is_open:
            console.note(f"{kind.one.capitalize()} {number} is still open. On paper it is boxes to tick together.")


def _as_it_is(root: Root, kind: Kind, name: str, agreement: Agreement, *, asking: bool) -> bool:
    """Whether they adopt what shuts people out or the like all the same; it is said before anything is recorded.

    Raises PeerkitError where nobody can be asked.
    """
    problems = before.to_think_about(agreement, kind)
    for line in before.lines(problems, kind):
        console.note(line)
    if not asking or all(each.severity != "error" for each in problems):
        return True
    return _all_the_same(root, kind, name, "There are things to put right first.")


def _open_all_the_same(root: Root, kind: Kind, name: str, agreement: Agreement) -> bool:
    """Whether nothing is open, or they say that it may be. Raises PeerkitError where nobody can be asked."""
    about = [rule.topic or rule.value for rule in agreement.rule if rule.is_open]
    if not about:
        return True
    still = f"The choice{'s' if len(about) > 1 else ''} about {listed(about)} {'are' if len(about) > 1 else 'is'}"
    return _all_the_same(root, kind, name, f"{still} still open.")


def _all_the_same(root: Root, kind: Kind, name: str, although: str) -> bool:
    """Whether they adopt it although something is so. Raises PeerkitError where nobody can be asked."""
    which = kind.unless_usual(name)
    choose, adopt = (root.command(f"{kind.command} {verb}", which) for verb in ("choose", "adopt --yes"))
    if not prompt.at_a_terminal():
        raise PeerkitError(
            f"{although} Nothing was recorded.", f"Choose together: {choose}\nTo agree all the same: {adopt}"
        )
    if prompt.yes(f"{although} Adopt all the same?", default=False):
        return True
    console.note(f"Choose together: {choose}")
    return False


def _month(review: str | None, today: date, *, asking: bool) -> str | None:
    """The month of the review: as typed, else asked for at a terminal. Raises BadParameter."""
    if review is not None:
        return checked(lambda typed: _to_come(typed, today), "--review")(review)
    if not asking or not prompt.at_a_terminal():
        return None
    half = today.year * 12 + today.month - 1 + 6
    usual = months.in_words(f"{half // 12}-{half % 12 + 1:02}")

    def parse(answer: str) -> str | None:
        return None if word(answer) in ("no", "none", "never") else _to_come(answer, today)

    about = 'Say a month, such as May 2027. It is printed below the rules. "none": no month is printed.'
    return prompt.ask("When will the group look at it again?", parse, usual, also='Or "none".', about=about)


def _to_come(typed: str, today: date) -> str:
    """`2027-05` for a month that is typed. Raises ValueError where it is none, or is over."""
    month = months.month(typed)
    if month < today.replace(day=1):
        raise ValueError(f'"{echoed(typed)}" is over already. Choose a month to come.')
    return f"{month:%Y-%m}"
