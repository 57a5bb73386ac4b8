"""What is asked before a session begins: three questions, each with an answer that Enter gives, and what must give."""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from peerkit.cli.session.loading import load
from peerkit.cli.terminal import console, prompt
from peerkit.durations import counted, said
from peerkit.errors import PeerkitError
from peerkit.planning import moments
from peerkit.planning.evening import Source, as_long_as, enough, planned, requested_now, why_not
from peerkit.planning.kinds import least_people
from peerkit.planning.offers import LONGEST
from peerkit.planning.phrases import people
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build
from peerkit.planning.request import SessionRequest
from peerkit.planning.template import MOST_PEOPLE
from peerkit.workspace import glance
from peerkit.workspace.root import Root

ABOUT_WHAT = """\
Say a way of meeting or a plan by its name; "list" shows them all. Enter takes the one that stands there.
Nothing begins yet: two more questions come, and then the running order."""
ABOUT_PEOPLE = """\
Everybody in the circle counts, whoever reads the script too. Enter takes the number that stands there.
A guess is enough: whoever comes or goes later can be counted in while you meet."""
ABOUT_END = """\
Say when you must be out of the room: 21, 9pm or 21:00, or a length such as 90m. Enter takes the time that stands there.
What can be shorter gives way; the closing keeps its time."""
TOO_LONG = LONGEST + 5 * 60
"""Seconds: twelve hours, and what rounding up to five minutes may add."""
BACK = ("back", "b")


def ask_what(root: Root, usual: str, plain: bool | None, zone: tzinfo) -> tuple[Source, bool | None]:
    """What the group is doing, and whether in lines only, which is a possible answer."""
    also = 'Or another name, "list" for all of them, "plain" for lines only.'
    while True:
        answer = prompt.ask("What are you doing?", str, usual, also=also, about=ABOUT_WHAT)
        if answer.lower() == "plain":
            plain = True
            console.out("Lines only, then.")
        elif answer.lower() == "list":
            for stem in (*glance.plans(root), *glance.names(root)):
                console.out(stem)
        else:
            try:
                return load(root, answer, zone), plain
            except PeerkitError as error:
                console.out(f"{error.message} {error.hint}")


def by_default(source: Source, request: SessionRequest, now: datetime) -> Evening:
    """What a script or a pipe gets: every default, said aloud. Raises PeerkitError for a booking that can't be."""
    evening = requested_now(source, request, now)
    if source.saved is not None and evening.seconds > TOO_LONG:
        raise PeerkitError(
            f"{evening.template.title} is planned for {_clock(source.saved.start, evening)} and booked until "
            f"{_clock(evening.end, evening)}: begun now, it would last {said(evening.seconds // 60 * 60)}.",
            "Begin it nearer to its time, or say when it ends: --end 90m",
        )
    until = _clock(evening.end, evening)
    console.note(f"Taking the defaults: {evening.template.title}, {people(evening)}, until {until}.")
    return evening


def by_asking(source: Source, request: SessionRequest, now: datetime) -> Evening:
    """How many, and until when: each with an answer that Enter gives."""
    evening = requested_now(source, request, now)
    if source.saved is not None and evening.seconds > TOO_LONG:  # far too early for its booked end
        evening = as_long_as(source.saved, evening)
    if request.people is None:
        evening = _with_people(evening)
    return evening if request.end else _until(evening, *_late(source.saved, evening))


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
        minutes = said(int(late.total_seconds()) // 60 * 60)
        if not prompt.yes(f"{minutes} have gone since. Keep the end at {_clock(evening.end, evening)}?", default=True):
            return fitting(moved, asking=asking)
    kept = build(replace(evening, start=now))
    return kept if isinstance(kept, Plan) else fitting(moved, asking=asking)


def _clock(moment: datetime, evening: Evening) -> str:
    return f"{moment.astimezone(evening.zone):%H:%M}"


def _with_people(evening: Evening) -> Evening:
    least = least_people(evening.template.block)
    question = "How many in the circle, you included?"
    usual = str(max(least, evening.people))
    return replace(evening, people=prompt.ask(question, prompt.number(least, MOST_PEOPLE), usual, about=ABOUT_PEOPLE))


def _late(saved: Evening | None, evening: Evening) -> tuple[str, ...]:
    """A late start keeps the booked end, unless somebody says otherwise: what to say about that, or nothing."""
    late = int((evening.start - saved.start).total_seconds()) // 60 if saved else 0
    if saved is None or late <= 0 or saved.end != evening.end:
        return ()
    whole = _clock(evening.end + timedelta(minutes=late), evening)
    return (f"You begin {counted(late, 'minute')} late: say {whole} to keep the whole length.",)


def _until(evening: Evening, also: str = "Or such as 21, 9pm or 90m.") -> Evening:
    """The evening with the time at which the room closes."""
    usual = _clock(evening.end, evening)

    def parse(answer: str) -> Evening:
        return evening if answer == usual else _ending(evening, answer)

    return prompt.ask("Until when?", parse, usual, also=also, about=ABOUT_END)


def _ending(evening: Evening, answer: str) -> Evening:
    return replace(evening, end=moments.ending(answer, evening.start.astimezone(evening.zone)))


def _way_out(found: DoesNotFit) -> Evening:
    """One of the offers by its number, another end, or the questions once more."""
    evening = found.evening
    for number, offer in enumerate(found.offers, start=1):
        console.out(f"{number}  {offer.words}")

    def parse(answer: str) -> Evening | None:
        if answer.lower() in BACK:
            return None
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:4]) <= len(found.offers):
            return apply_offer(evening, found.offers[int(answer) - 1])
        return _ending(evening, answer)

    also = 'Or another time to end, such as 90m, or "back" to answer again.'
    question = "Which of these?" if found.offers else "What would help?"
    chosen = prompt.ask(question, parse, "1" if found.offers else "back", also=also)
    return chosen or _until(_with_people(evening))
