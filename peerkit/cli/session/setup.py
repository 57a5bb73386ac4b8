"""What is asked before a session begins: three questions, each with an answer that Enter gives, and what must give."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from peerkit.cli.session import about, interpreting
from peerkit.cli.session.loading import load, look_up
from peerkit.cli.terminal import console, prompt
from peerkit.durations import said
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.messages import _
from peerkit.planning import moments
from peerkit.planning.evening import Source, as_long_as, enough, planned, requested_now, why_not
from peerkit.planning.interpreted import ASK
from peerkit.planning.kinds import least_people
from peerkit.planning.offers import LONGEST
from peerkit.planning.phrases import people, when
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build
from peerkit.planning.request import SessionRequest
from peerkit.planning.template import MOST_PEOPLE, Template
from peerkit.running.understanding import belongs, plain
from peerkit.wording import months, numbers
from peerkit.wording.grammar import from_to
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug
from peerkit.wording.yes_no import word
from peerkit.workspace import glance
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root

_FAR = 4 * 3600
"""Seconds from which an hour without am or pm may be meant otherwise."""
_ANOTHER_DAY = timedelta(hours=12)
"""From its start, before or after: an evening that begins past midnight is still that evening."""
_TOO_LONG = LONGEST + 5 * 60
"""Seconds: twelve hours, and what rounding up to five minutes may add."""


def ask_what(root: Root, usual: str, plain: bool | None, today: date, zone: tzinfo) -> tuple[Source, bool | None]:
    """What the group is doing, and whether in lines only, which is a possible answer."""
    also = _('Or another name, or "list" for all of them.')
    if not plain:
        also = _('Or another name, "list" for all of them, "plain" for lines only.')
    shown: list[str] = []
    while True:
        answer = prompt.ask(_("What are you doing?"), str, usual, also=also, about=about.what(), back=True)
        typed = word(answer)
        if typed == "plain":
            plain = True
            console.out(_("Lines only, then."))
        elif typed == "list" or (numbers.number(answer) is not None and not shown):
            shown = _to_choose(root, today)
            _show(root, shown, zone)
        else:
            found = _meant(root, answer, shown or _to_choose(root, today))
            if not found:
                console.out(about.what() if typed.startswith("help ") else _unknown(root, answer))
            elif len(found) == 1:
                try:
                    return load(root, found[0], zone), plain
                except PeerkitError as error:
                    console.out(f"{error.message} {error.hint}")
            else:
                shown = found
                console.out(_("Several have that in their name. Say the number of one."))
                _show(root, shown, zone)


def _to_choose(root: Root, today: date) -> list[str]:
    """The names that can be chosen: plans from today on, then ways of meeting."""
    return [*(stem for stem in glance.plans(root) if stem[:10] >= today.isoformat()), *glance.names(root)]


def _meant(root: Root, answer: str, shown: Sequence[str]) -> list[str]:
    """The names that an answer may mean: itself, the number of one that was shown, or all that it is a part of.

    There may be none.
    """
    known = [*glance.plans(root), *glance.names(root)]
    place = numbers.number(answer)
    if answer in known or is_path(answer):
        return [answer]
    if place is not None and 1 <= place <= len(shown):
        return [shown[place - 1]]
    part = slug(answer)
    return [name for name in dict.fromkeys((*shown, *known)) if part and part in slug(name)]


def _unknown(root: Root, answer: str) -> str:
    """That there is nothing of that name, and which one may have been meant."""
    told = _('There is no way of meeting called "{typed}", and no plan.', typed=echoed(answer))
    meant = did_you_mean(slug(answer), [*glance.plans(root), *glance.names(root)])
    return f"{told} {meant or _('list shows them all.')}"


def _show(root: Root, names: Sequence[str], zone: tzinfo) -> None:
    for number, name in enumerate(names, start=1):
        console.out(f"{number}  {_described(root, name, zone)}")


def _described(root: Root, name: str, zone: tzinfo) -> str:
    """A plan with its day, or a way of meeting with its minutes and people; of one that can't be read, its name."""
    try:
        source = look_up(root, name, zone)
    except PeerkitError:
        return _("{name}: this can't be read as it is.", name=name)
    template = source.template
    if source.saved is not None:
        return _(
            "{title}. {when}. {people}.", title=template.title, when=when(source.saved), people=people(source.saved)
        )
    minutes, span = template.minutes, template.people
    return _(
        "{title}. Minutes: {minutes}. People: {people}.",
        title=template.title,
        minutes=from_to(minutes.min, minutes.max),
        people=from_to(span.min, span.max),
    )


def by_default(source: Source, request: SessionRequest, now: datetime) -> Evening:
    """What a script or a pipe gets: every default, said aloud. Raises PeerkitError for a booking that can't be."""
    evening = requested_now(source, request, now)
    _say_which_day(source, now)
    title, until = evening.template.title, _clock(evening.end, evening)
    if source.saved is not None and evening.seconds > _TOO_LONG:
        planned_for = _("{title} is planned for {start} and booked until {end}.", title=title, end=until,
                        start=_clock(source.saved.start, evening))  # fmt: skip
        length = _("Begun now, it would last: {length}.", length=said(evening.seconds // 60 * 60))
        raise PeerkitError(
            f"{planned_for} {length}",
            _("Begin it nearer to its time, or say when it ends: {option}", option="--end 90m"),
        )
    console.note(
        _("Taking the defaults: {title}, {people}, until {end}.", title=title, people=people(evening), end=until)
    )
    return evening


def _say_which_day(source: Source, now: datetime) -> None:
    """That a plan which begins now was made for another day."""
    if source.saved is None:
        return
    if abs(now - source.saved.start) > _ANOTHER_DAY:
        day = months.day(source.saved.start.astimezone(source.saved.zone))
        console.note(_("This plan is for {day}. It begins now all the same.", day=day))


class Questions:
    """The questions before an evening, one after the other; "back" asks the one before again.

    `ready` asks for the Enter with which the group begins, after the running order was shown.
    """

    def __init__(self, request: SessionRequest, now: Callable[[], datetime], ready: Callable[[Plan], None]) -> None:
        self.request, self.now, self.ready = request, now, ready
        self.plan: Plan | None = None
        self._source: Source | None = None
        self._evening: Evening | None = None
        self._usual: Template | None = None

    def take(self, source: Source) -> None:
        """Begin from another source; what was answered for the one before is forgotten."""
        evening = requested_now(source, self.request, self.now())
        _say_which_day(source, self.now())
        if source.saved is not None and evening.seconds > _TOO_LONG:  # far too early for its booked end
            evening = as_long_as(source.saved, evening)
        self._source, self._evening, self._usual = source, evening, None

    def run(self, what: Callable[[], Source] | None) -> Plan:
        """Ask all of them, with `what` first, unless that is known; the plan with which the group begins."""
        first = [lambda: self.take(what())] if what else []
        steps = [*first, *self._steps()]
        prompt.in_turn(steps)
        assert self.plan is not None
        return self.plan

    def _steps(self) -> Iterator[Callable[[], None]]:
        if self.request.people is None:
            yield self._people
        if not self.request.end:
            yield self._until
        if self.request.interpreted == ASK:
            yield self._interpreted
        yield self._begin

    def _people(self) -> None:
        assert self._evening is not None
        self._evening = _with_people(self._evening)

    def _until(self) -> None:
        assert self._evening is not None
        assert self._source is not None
        self._evening = _until(self._evening, *_late(self._source.saved, self._evening))

    def _interpreted(self) -> None:
        """Which way, once it is known how many they are and until when; whoever comes back to it is asked anew."""
        assert self._evening is not None
        if self._evening.interpreted is None:
            self._usual = self._evening.template
        if self._usual is not None:
            self._evening = interpreting.asked(replace(self._evening, template=self._usual, interpreted=None))

    def _begin(self) -> None:
        assert self._evening is not None
        self.plan = fitting(self._evening, asking=True)
        self._evening = self.plan.evening
        self.ready(self.plan)


def fitting(evening: Evening, *, asking: bool) -> Plan:
    """The plan; where it does not fit and somebody can choose, they choose what gives, or answer anew."""
    found = build(enough(evening)) if asking else planned(evening)
    while isinstance(found, DoesNotFit):
        console.out(why_not(found))
        found = build(_way_out(found))
    return found


def beginning_now(evening: Evening, now: datetime, *, asking: bool) -> Plan:
    """The plan as it is when the group begins. Minutes of waiting come off the evening, or move its end."""
    late = now - evening.start
    moved = replace(evening, start=now, end=evening.end + late)
    if late >= timedelta(minutes=2) and asking:
        gone = _("Gone since then: {length}.", length=said(int(late.total_seconds()) // 60 * 60))
        keep = _("Keep the end at {time}?", time=_clock(evening.end, evening))
        if not prompt.yes(f"{gone} {keep}", default=True, about=about.waiting()):
            return fitting(moved, asking=asking)
    kept = build(replace(evening, start=now))
    return kept if isinstance(kept, Plan) else fitting(moved, asking=asking)


def _clock(moment: datetime, evening: Evening) -> str:
    return months.clock(moment.astimezone(evening.zone))


def _with_people(evening: Evening) -> Evening:
    least = least_people(evening.template.block)
    question = _("How many people, you included?")
    usual, parse = str(max(least, evening.people)), prompt.number(least, MOST_PEOPLE)
    return replace(evening, people=prompt.ask(question, parse, usual, about=about.people(), back=True))


def _late(saved: Evening | None, evening: Evening) -> tuple[str, ...]:
    """A late start keeps the booked end, unless somebody says otherwise: what to say about that, or nothing."""
    late = int((evening.start - saved.start).total_seconds()) // 60 if saved else 0
    if saved is None or late <= 0 or saved.end != evening.end:
        return ()
    whole = _clock(evening.end + timedelta(minutes=late), evening)
    return (_("You begin late: {length}. Say {time} to keep the whole length.", length=said(late * 60), time=whole),)


def _until(evening: Evening, also: str = "") -> Evening:
    """The evening with the time at which the room closes."""
    usual = _clock(evening.end, evening)

    def parse(answer: str) -> tuple[Evening, bool]:
        found = evening if answer == usual else _ending(evening, answer)
        return found, numbers.number(answer) is not None and found.seconds > _FAR

    also = also or _("Or such as 21, 9pm or 90m.")
    while True:
        found, far = prompt.ask(_("Until when?"), parse, usual, also=also, about=about.end(), back=True)
        clock, length = _clock(found.end, found), said(found.seconds // 60 * 60)
        right = _("That is {time}: {length}. Is that right?", time=clock, length=length)
        with suppress(prompt.Back):
            if not far or prompt.yes(right, default=False, about=about.end(), back=True):
                return found


def _ending(evening: Evening, answer: str) -> Evening:
    typed = belongs("end", plain(answer))
    return replace(evening, end=moments.ending(typed, evening.start.astimezone(evening.zone)))


def _way_out(found: DoesNotFit) -> Evening:
    """One of the offers by its number, another end, or the questions once more."""
    evening = found.evening
    for number, offer in enumerate(found.offers, start=1):
        console.out(f"{number}  {offer.words}")

    def parse(answer: str) -> Evening | None:
        place = numbers.number(answer)
        if answer == "back":  # what Enter is where nothing else would help
            return None
        if place is not None and 1 <= place <= len(found.offers):
            return apply_offer(evening, found.offers[place - 1])
        if place is not None and found.offers:
            raise ValueError(_("Say a number from 1 to {n}, or a time such as 21:00.", n=len(found.offers)))
        return _ending(evening, answer)

    also = _('Or another time to end, such as 90m, or "back" to answer again.')
    question = _("Which of these?") if found.offers else _("What would help?")
    usual = "1" if found.offers else "back"
    try:
        chosen = prompt.ask(question, parse, usual, also=also, about=about.what_gives(), back=True)
    except prompt.Back:
        chosen = None
    try:
        return chosen or _until(_with_people(evening))
    except prompt.Back:
        return evening  # as it was, and so it is asked once more what gives
