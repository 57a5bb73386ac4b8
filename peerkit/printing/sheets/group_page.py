"""A group's own page on the web: what, when next, where, how to get in, its rules, and how to ask."""

from collections.abc import Sequence
from datetime import date

from peerkit.agreements.agreement import Agreement
from peerkit.group.public import (
    hidden_place,
    how_to_ask,
    meeting_in_words,
    rest_at,
    upcoming,
    usual_days,
    when_checked,
)
from peerkit.messages import _, pgettext
from peerkit.printing import document as doc
from peerkit.printing.text import own, written
from peerkit.wording.grammar import capital
from peerkit.wording.months import day as in_words
from peerkit.workspace.config import Group

_MOST_MEETINGS = 8


def sheet(group: Group, today: date, rules: Agreement | None = None) -> doc.Document:
    """The page of a group that holds nothing but what may be public, as it is on a day."""
    if group.closed:
        ended = _("{name} does not meet any more.", name=group.name)
        since = _("Since {day}.", day=in_words(group.closed))
        return doc.Document(
            group.name, opening=(doc.Callout(own(ended, group.name), (own(since),)),), language=group.language
        )
    return doc.Document(
        title=group.name,
        subtitle=group.for_whom,
        opening=(*_resting(group, today), doc.Details(tuple(_answers(group))), _before(group)),
        sections=(*_meetings(group, today), *_rules(rules)),
        language=group.language,
    )


def summary(group: Group) -> str:
    """A sentence or two about the group, for whoever is sent its link."""
    if group.closed:
        return _("{name} does not meet any more.", name=group.name)
    said = (group.for_whom, group.when or capital(usual_days(group)), group.town)
    found = [text.removesuffix(".") for text in said if text]
    return ". ".join(found) + "." if found else group.name


def _resting(group: Group, today: date) -> tuple[doc.Element, ...]:
    last = rest_at(group, today)
    return (doc.Callout(own(_("The group rests until {day}.", day=in_words(last))), ()),) if last else ()


def _answers(group: Group) -> Sequence[tuple[str, str]]:
    parts = filter(None, (group.where, group.town, group.postcode))
    place = pgettext("between the parts of an address", ", ").join(parts)
    when = group.when or written(capital(usual_days(group)), "en")  # days are typed in English
    answers = (
        (_("When"), when),
        (
            _("Where"),
            place
            if group.where
            else own(hidden_place(group.town), group.town)
            if not group.online or group.town
            else "",
        ),
        (_("Online"), group.online),
        (_("Getting in"), group.getting_in),
        (_("What there is"), group.access),
        (_("Cost"), group.cost),
        (_("Get in touch"), group.contact),
    )
    return [(own(label), said) for label, said in answers if said]


def _before(group: Group) -> doc.Callout:
    checked = (own(when_checked(group.checked)),) if group.checked else ()
    return doc.Callout(own(how_to_ask(group.contact), group.contact), checked)


def _meetings(group: Group, today: date) -> tuple[doc.Section, ...]:
    meetings = tuple(own(meeting_in_words(each)) for each in upcoming(group, today, _MOST_MEETINGS))
    return (doc.Section(own(_("Next meetings")), (doc.Listing(meetings),), whole=True),) if meetings else ()


def _rules(rules: Agreement | None) -> tuple[doc.Section, ...]:
    """The rules as the group chose them; what is still open is nobody's business yet."""
    chosen = tuple(doc.Entry(rule.said(), rule.value) for rule in rules.rule if not rule.is_open) if rules else ()
    return (doc.Section(rules.title, (doc.Entries(chosen),)),) if rules and chosen else ()
