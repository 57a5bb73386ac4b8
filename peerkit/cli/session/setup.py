"""What is asked before a session begins: three questions, each with an answer that Enter gives, and what must give."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from peerkit.cli.session.outline import why_not
from peerkit.cli.session.request import (
    Asked,
    enough,
    evening_called,
    is_saved,
    planned,
    template_called,
    usual_template,
    with_end,
)
from peerkit.cli.terminal import console, prompt
from peerkit.durations import counted, said
from peerkit.errors import PeerkitError
from peerkit.live import clock
from peerkit.planning import moments
from peerkit.planning.offers import LONGEST
from peerkit.planning.plan import DoesNotFit, Evening, Plan, apply_offer, build
from peerkit.planning.template import MOST_PEOPLE, Groups
from peerkit.workspace import glance, plans
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


def tonight(root: Root) -> str | None:
    """The name of the plan for today, when there is one."""
    plan = glance.tonight(root, clock.today())
    return plan.stem if plan else None


def by_default(root: Root, name: str | None, asked: Asked) -> Evening:
    """What a script or a pipe gets: every default, said aloud. Raises PeerkitError for a booking that can't be."""
    evening = _from_now(root, name or tonight(root), asked)
    if evening.seconds > TOO_LONG:
        start = evening_called(root, name or tonight(root), Asked()).start
        raise PeerkitError(
            f"{evening.template.title} is planned for {_clock(start, evening)} and booked until "
            f"{_clock(evening.end, evening)}: begun now, it would last {said(evening.seconds // 60 * 60)}.",
            "Begin it nearer to its time, or say when it ends: --end 90m",
        )
    people = counted(evening.people, "person", "people")
    console.note(f"Taking the defaults: {evening.template.title}, {people}, until {_clock(evening.end, evening)}.")
    return evening


def by_asking(root: Root, name: str | None, asked: Asked, plain: bool | None) -> tuple[Evening, bool | None]:
    """Three questions, each with an answer that Enter gives."""
    if name is None:
        name, plain = _what(root, plain)
    evening = _from_now(root, name, asked)
    if evening.seconds > TOO_LONG:  # far too early for its booked end
        planned_for = evening_called(root, name, asked)
        evening = _for_as_long_as(planned_for, evening)
    if asked.people is None:
        evening = _with_people(evening)
    if asked.end is None:
        evening = _until(evening, *_late(root, name, evening))
    return evening, plain


def fitting(evening: Evening, *, asking: bool) -> Plan:
    """The plan; where it does not fit and somebody can choose, they choose what gives, or answer anew."""
    found = build(enough(evening))
    while isinstance(found, DoesNotFit):
        if not asking:
            return planned(evening)
        console.out(why_not(found))
        found = build(_way_out(found))
    return found


def beginning_now(evening: Evening, *, asking: bool) -> Plan:
    """The plan as it is when the group begins. Minutes of waiting come off the evening, or move its end."""
    now = clock.now()
    late = now - evening.start
    moved = replace(evening, start=now, end=evening.end + late)
    if late >= timedelta(minutes=2) and asking:
        minutes = said(int(late.total_seconds()) // 60 * 60)
        if not prompt.yes(f"{minutes} have gone since. Keep the end at {_clock(evening.end, evening)}?", default=True):
            return fitting(moved, asking=asking)
    kept = build(replace(evening, start=now))
    return kept if isinstance(kept, Plan) else fitting(moved, asking=asking)


def _from_now(root: Root, name: str | None, asked: Asked) -> Evening:
    """The evening beginning now. A saved plan that is under way by the clock keeps its booked end."""
    evening = evening_called(root, name, replace(asked, end=None))
    begun = replace(evening, start=clock.now())
    if asked.end:
        return with_end(begun, asked.end, None)
    if is_saved(root, name) and _day(evening) == _day(begun) and evening.end > begun.start:
        return begun
    return _for_as_long_as(evening, begun)


def _for_as_long_as(evening: Evening, begun: Evening) -> Evening:
    """As long as planned, and up to the next five minutes: nobody books a room until 20:57."""
    end = begun.start + (evening.end - evening.start)
    return replace(begun, end=end + timedelta(seconds=-end.timestamp() % 300))


def _day(evening: Evening) -> date:
    return evening.start.astimezone(evening.zone).date()


def _clock(moment: datetime, evening: Evening) -> str:
    return f"{moment.astimezone(evening.zone):%H:%M}"


def _what(root: Root, plain: bool | None) -> tuple[str, bool | None]:
    usual = tonight(root) or usual_template(root)
    while True:
        also = 'Or another name, "list" for all of them, "plain" for lines only.'
        answer = prompt.ask("What are you doing?", prompt.text, usual, also=also, about=ABOUT_WHAT)
        if answer.lower() == "plain":
            plain = True
            console.out("Lines only, then.")
        elif answer.lower() == "list":
            for stem in (*glance.plans(root), *glance.names(root)):
                console.out(stem)
        else:
            try:
                if plans.find_plan(root, answer) is None:
                    template_called(root, answer)
                return answer, plain
            except PeerkitError as error:
                console.out(f"{error.message} {error.hint}")


def _with_people(evening: Evening) -> Evening:
    least = 2 if any(isinstance(block, Groups) for block in evening.template.block) else 1
    question = "How many in the circle, you included?"
    usual = str(max(least, evening.people))
    return replace(evening, people=prompt.ask(question, prompt.number(least, MOST_PEOPLE), usual, about=ABOUT_PEOPLE))


def _late(root: Root, name: str, evening: Evening) -> tuple[str, ...]:
    """A late start keeps the booked end, unless somebody says otherwise: what to say about that, or nothing."""
    if not is_saved(root, name):
        return ()
    planned_for = evening_called(root, name, Asked())
    late = int((evening.start - planned_for.start).total_seconds()) // 60
    if late <= 0 or planned_for.end != evening.end:
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
