"""What lies ready in the room: the ground rules that an evening names, and the group's card for hard moments."""

from collections.abc import Iterator
from datetime import date

from peerkit.agreements.agreement import Rule
from peerkit.agreements.phrases import said_in_both, somebody_says_how_far
from peerkit.cli.terminal import console
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.messages import _, and_in_english, unless_draft
from peerkit.planning.template import Template
from peerkit.printing.text import around, own, written
from peerkit.running import hard_moment
from peerkit.running.actions import Materials
from peerkit.workspace import agreements, support
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root


def materials(root: Root, template: Template, today: date) -> Materials:
    """The rules, line by line, and the card; rules that can't be read are said to be missing, and stop nobody."""
    chosen = settings(root)
    rules: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    if name := template.agreement:
        try:
            agreement = agreements.load_agreement(agreements.find_agreement(root, name), chosen.words)
            language = agreement.language
            if any(said_in_both(rule, language) for rule in agreement.rule):
                both = and_in_english(lambda: own(somebody_says_how_far()))
            rules = tuple(
                line for place, rule in enumerate(agreement.rule, start=1) for line in _read_out(place, rule, language)
            )
        except PeerkitError as error:
            console.note(_("The ground rules cannot be shown: {reason}", reason=error.message))
    near = numbers(root, chosen, today)
    card = hard_moment.card(chosen.support, near, own) if chosen.support or near else ()
    return Materials(rules, card, both, root.command("init"))


def numbers(root: Root, chosen: Config, today: date) -> tuple[str, ...]:
    """The numbers of the group's place, for the card for hard moments; none where the group wrote lines of its own.

    Those that can't be read are said to be missing, and stop nobody.
    """
    if chosen.support:
        return ()
    try:
        with unless_draft():
            return tuple(map(own, support.lines(root, chosen, today)))
    except PeerkitError as error:
        console.note(_("The numbers for hard moments cannot be shown: {reason}", reason=error.message))
        return ()


def _read_out(place: int, rule: Rule, language: str) -> Iterator[str]:
    """A rule as lines to read one by one; a choice that is open is read out with all that it may be."""
    yield written(f"{place}. {rule.said()}", rule.spoken(language))
    if rule.is_open:
        for at, each in enumerate(rule.option, 1):
            told = _("To choose, {number} of {total}: {rule}", number=at, total=len(rule.option), rule=each.text)
            yield around(told, each.text, each.language or rule.language or language)
    if said_in_both(rule, language):
        yield from and_in_english(lambda: own(somebody_says_how_far()))
