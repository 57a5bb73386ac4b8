"""What a funder's form asks, answered from the page's figures and in the group's own words, to be pasted. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from peerkit.messages import _, ngettext
from peerkit.tally.evidence import (
    NO_RECORD,
    TEN_TIMES,
    Evidence,
    GroupVoice,
    Kinds,
    held_said,
    remarks,
    visits_said,
)
from peerkit.tally.periods import named
from peerkit.wording.grammar import capital, listed
from peerkit.wording.months import in_words
from peerkit.words import USUAL, Words

WORDS = 150
"""The fewest words that a form is known to leave for an answer: peerkit's own part of each stays below."""


class FormAnswer(NamedTuple):
    """A question as forms ask it, and what can be pasted there, a paragraph each."""

    question: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """How long it is."""
        return sum(len(text.split()) for text in self.paragraphs)


def answers(evidence: Evidence) -> tuple[FormAnswer, ...]:
    """An answer to each question that can be answered."""
    found = (
        FormAnswer(_("What took place?"), tuple(_took_place(evidence))),
        FormAnswer(_("How many different people came?"), (" ".join(_different_people(evidence)),)),
        FormAnswer(_("Who are they: ages, ethnicity, postcodes?"), tuple(_who(evidence))),
        FormAnswer(_("What came of it?"), tuple(_voice(evidence.voice))),
        FormAnswer(_("Money and hours, in our own words"), (*evidence.money, *evidence.hours)),
    )
    return tuple(answer for answer in found if answer.paragraphs)


def _took_place(evidence: Evidence) -> Iterator[str]:
    yield " ".join((held_said(evidence), *kinds_said(evidence.kinds, evidence.words)))
    counts = _("Visits count everyone in the room, whoever helps too, to the nearest 5.")
    yield " ".join((*visits_said(evidence), counts, *_beside_last_year(evidence), *remarks(evidence)))


def _different_people(evidence: Evidence) -> Iterator[str]:
    yield NO_RECORD
    yield _(
        "Nobody signs in: a list of names would say of each person on it that they come to a group like ours, and "
        "that alone keeps some people away."
    )
    yield from what_is_known(evidence)
    yield TEN_TIMES


def what_is_known(evidence: Evidence) -> Iterator[str]:
    """What the shared figures say of different people: how many there were at the least."""
    if evidence.each_time:
        yield ngettext(
            "About {n} person came each time, so there was one at the least.",
            "About {n} people came each time, so there were about that many at the least.",
            evidence.each_time,
        )
    if evidence.newcomers:
        months = listed(named(each.period) for each in evidence.first_timers if each.people is not None)
        yield _(
            "From {months} about {people} people came for the first time. Each of them is counted once.",
            months=months,
            people=f"{evidence.newcomers:,}",
        )


def _who(evidence: Evidence) -> Iterator[str]:
    yield _(
        "We ask nobody for an age, an ethnicity or a postcode, so we have no figures of them. In a group of our size "
        "such figures would point to single people, and what each of us has lived through could be read from them."
    )
    if evidence.statement.lines:
        if evidence.statement.most_share or evidence.statement.most_who_run_it:
            yield _("This is what we say of the group as a whole, as the DEI Data Standard asks, and of nobody in it.")
        else:
            yield _("This is what we say of the group as a whole, and of nobody in it.")
        yield from evidence.statement.lines


def _voice(voice: GroupVoice | None) -> Iterator[str]:
    if voice is not None:
        yield " ".join(voice.lines)
        yield adopted_said(voice)


def adopted_said(voice: GroupVoice) -> str:
    """How the group came to say it."""
    return _(
        "These sentences are the group's own: heard at one meeting and adopted at another, last in {month}. Anybody "
        "could have taken one out.",
        month=in_words(f"{voice.adopted:%Y-%m}"),
    )


def kinds_said(kinds: Kinds | None, words: Words = USUAL) -> Iterator[str]:
    """How the sessions were held: `Sessions held: 41 in person and 6 online.` and the like, where that is known."""
    if kinds is None or not kinds.formats:
        return
    formats = [_("{number} {format}", number=number, format=_format_said(name)) for name, number in kinds.formats]
    said = _("{sessions} held: {numbers}.", sessions=capital(words.sessions), numbers=listed(formats))
    if len(kinds.formats) == 1:
        form = _format_said(kinds.formats[0][0])
        said = _("All {sessions} held were {format}.", sessions=words.sessions, format=form)
    if len(kinds.ways) > 1:
        ways = [_("{way}, {number}", way=way, number=number) for way, number in kinds.ways]
        said += " " + _("By way of meeting: {numbers}.", numbers="; ".join(ways))
    yield said


def _format_said(name: str) -> str:
    """A format as it stands in a sentence."""
    return {"phone": _("by phone"), "both": _("in person and online at once")}.get(name, name)


def _beside_last_year(evidence: Evidence) -> Iterator[str]:
    """The year before in one sentence, where all of it was shared."""
    before = evidence.year_before
    if before is None:
        return
    months = listed(map(named, before.covered))
    if before.visits is None:
        yield _("The year before, in {months}, we held {held}.", months=months, held=before.held)
    else:
        yield _(
            "The year before, in {months}, it was {held} held and about {visits} visits.",
            months=months,
            held=before.held,
            visits=f"{before.visits:,}",
        )
