"""The columns of counts, one row each: all that peerkit asks, keeps, imports, exports and says of them is made from it.

A new count is one more row, and nothing else.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from peerkit.messages import N_, _, ngettext, pgettext

Format = Literal["in person", "online", "phone", "both"]
FORMATS: tuple[Format, ...] = get_args(Format)
IN_PERSON, ONLINE, PHONE, BOTH = FORMATS
_AS_FORMAT = {"by phone": PHONE, "by telephone": PHONE, "telephone": PHONE, "on the phone": PHONE}
_COUNTED = ("{}", "number of {}", "no of {}", "no {}", "how many {}", "total {}", "number {}")
_ALL_OF_THEM = (*_COUNTED, "total number of {}", "{} total")
_ONE_BY_ONE = ("{} count", "{} numbers", "count of {}")


def _counted(*things: str, by: tuple[str, ...] = _COUNTED) -> tuple[str, ...]:
    return tuple(form.format(thing) for thing in things for form in by)


class Column(NamedTuple):
    """One column of the counts.

    `name` heads it in every file; `headings` are those of other people's spreadsheets that are taken for it, in small
    letters. `question` is asked when a session closes, where the group has chosen so; empty: it can't be chosen.

    A column with `who` is a part of the people who were there, None where nobody counted it: `who` completes "how many
    of them", `title` heads their sum, `called` is the word for them, and `counted` says how many they were.
    `both_only`: asked only of a session that some joined from elsewhere. `shared`: the rule of disclosure has a place
    for it, so quarter totals keep it. `always`: it stands in every ledger, for 0.4.0 reads no other; else only where
    somebody has counted it.
    """

    name: str
    purpose: str
    headings: tuple[str, ...]
    question: str = ""
    who: str = ""
    title: str = ""
    called: str = ""
    counted: Callable[[int], str] = str
    both_only: bool = False
    shared: bool = False
    always: bool = True

    @property
    def added_up(self) -> str:
        """What the sum of a part says, where figures are exact."""
        if self.both_only:
            return _(
                "{part}, added up over sessions that were both. Empty unless each of those counted them.",
                part=self.title,
            )
        return _("{part}, added up. Empty unless they were counted at every session.", part=self.title)


def _part(
    name: str, called: str, who: str, counted: Callable[[int], str], purpose: str, question: str,
    headings: tuple[str, ...], title: str, **more: bool,
) -> Column:  # fmt: skip
    return Column(name, purpose, headings, question, who, title, called, counted, **more)


COLUMNS = (
    Column("date", N_("The day of the session."),
           ("date", "day", "date of session", "session date", "date of meeting", "meeting date", "start date", "when")),
    Column("session", N_("Which session: the name of its plan."), ("session",)),
    Column("format", N_("In person, online, by phone or both."),
           ("format", "how we met", "in person or online", "online or in person"),
           N_("In person, online, by phone or both?")),
    Column("people", N_("How many were in the room, everyone counted. Empty where nobody counted."),
           (*_counted("people", "attendees", "participants", "attendance", "attended", "attending", "present", "came",
                      by=_ALL_OF_THEM),
            *_counted("people attended", "people came", "people attending", "people present", "people were there"),
            *_counted("attendee", "participant", "people", "attendance", by=_ONE_BY_ONE),
            *_counted("in the room"), "numbers",
            "headcount", "head count", "how many", "total", "count", "visits")),
    _part("first_timers", "first-timers", "came for the first time",
          lambda n: ngettext("{n} for the first time", "{n} for the first time", n),
          N_("How many came for the first time, if the group asks."), N_("How many for the first time?"),
          _counted("first timers", "first time", "new", "new people", "new faces", "newcomers"), N_("First-timers"),
          shared=True),
    _part("supporters", "supporters", "came as friends or family",
          lambda n: ngettext("{n} as friends or family", "{n} as friends or family", n),
          N_("How many came as friends or family, if the group asks."), N_("How many supporters?"),
          _counted("supporters", "friends and family", "family and friends", "friends or family"),
          N_("Friends and family")),
    _part("volunteers", "volunteers", "came as volunteers",
          lambda n: ngettext("{n} as volunteers", "{n} as volunteers", n),
          N_("How many came as volunteers, if the group asks."), N_("How many volunteers?"),
          _counted("volunteers", "helpers"), N_("Volunteers")),
    Column("cancelled", N_("Whether it did not take place."),
           ("cancelled", "canceled", "called off", "was it cancelled")),
    _part("online", "people online", "joined from elsewhere",
          lambda n: ngettext("{n} joined from elsewhere", "{n} joined from elsewhere", n),
          N_("How many joined from elsewhere, if the group asks."), N_("How many of them joined from elsewhere?"),
          _counted("online", "people online", "joined online", "joined from elsewhere"), N_("People online"),
          both_only=True, always=False),
)  # fmt: skip

PARTS = tuple(column for column in COLUMNS if column.who)
"""The parts of the people who were there, in the order of every `Parts`."""
Parts = tuple[int | None, ...]
"""How many each part was, in the order of PARTS; None where nobody counted it."""
UNCOUNTED: Parts = (None,) * len(PARTS)
FORMAT = next(column for column in COLUMNS if column.name == "format")
OTHERS = tuple(column for column in COLUMNS if not column.who)
(FIRST_TIMERS,) = (place for place, column in enumerate(PARTS) if column.shared)
"""Where first-timers stand among the parts: the one part that the rule of disclosure has a place for."""
ASKED = (*(column.name for column in PARTS), *(column.name for column in OTHERS if column.question))
"""What a group may choose to be asked when a session closes."""

_PERIOD = {
    "from": N_("The first day of the period."),
    "to": N_("The last day of the period."),
    "held": N_("How many sessions took place."),
    "cancelled": N_("How many sessions were cancelled."),
}
NOT_COUNTED = {"uncounted": N_("At how many of the sessions held nobody counted. Their visits are in no figure.")}
"""The column that a table of figures has besides, where nobody counted at some session."""
VISITS = {
    **_PERIOD,
    "visits": N_(
        "Everyone in the room, added up over all the sessions, to the nearest 5. Empty where it is not shown."
    ),
    "visits_status": N_("One of: rounded, none held, not shown, corrected."),
    "marks": N_(
        "Random letters for each month. They say nothing, but that figures with the same letters are one group's, so "
        "that nobody adds them up twice."
    ),
}
"""Columns of shared figures, each with what it is for."""
NEWCOMERS = {
    "from": N_("The first day of the year."),
    "to": N_("The last day of the year."),
    "first_timers": N_("How many people came for the first time, to the nearest 5."),
    "first_timers_status": N_("One of: rounded, corrected."),
}
"""The same in the table of first-timers."""
EXACT = {
    **_PERIOD,
    "visits": N_("Everyone in the room, added up over all the sessions, exactly."),
    **{part.name: part.added_up for part in PARTS},
    "sharing": N_("Says in every row that it is not for sharing."),
}
"""The same where figures are exact."""


def session_format(text: str) -> str:
    """One of FORMATS, as people write it: in any letters, `in-person` and `by phone` too. Raises ValueError."""
    found = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    found = _AS_FORMAT.get(found, found)
    for form in FORMATS:
        if found in (form, form_said(form).lower()):
            return form
    raise ValueError(_("format is {formats}.", formats=any_format()))


def form_said(form: str) -> str:
    """One of FORMATS, as it is said now."""
    said: dict[str, str] = {
        IN_PERSON: pgettext("how a group met", "in person"),
        ONLINE: pgettext("how a group met", "online"),
        PHONE: pgettext("how a group met", "phone"),
        BOTH: pgettext("how a group met", "both"),
    }
    return said[form]


def any_format() -> str:
    """All that a format can be."""
    return _("in person, online, phone or both")


def parts(**counted: int | None) -> Parts:
    """Parts by their names; those that are left out were not counted. Raises KeyError for a name that is none's."""
    found = tuple(counted.pop(column.name, None) for column in PARTS)
    for name in counted:
        raise KeyError(name)
    return found


def by_name(counted: Parts) -> dict[str, int | None]:
    """Every part with its name."""
    return {column.name: number for column, number in zip(PARTS, counted, strict=True)}
