"""Every file that peerkit writes, and what each field in it is for: what `peerkit where` shows."""

from typing import NamedTuple

from peerkit.columns import COLUMNS, EXACT, NEWCOMERS, NOT_COUNTED, PARTS, VISITS
from peerkit.workspace import voice
from peerkit.workspace.config import SETTINGS

_Fields = tuple[tuple[str, str], ...]


class KeptFile(NamedTuple):
    """One file: its path in the workspace (capitals stand for what changes), its purpose, its fields."""

    path: str
    purpose: str
    fields: _Fields = ()


_TEMPLATE: _Fields = (
    ("title", "The name of this way of meeting."),
    ("summary", "What it is, in a sentence."),
    ("source", "Where its shape comes from."),
    ("language", "The language it is written in."),
    ("minutes", "The least, ideal and greatest length of the meeting."),
    ("people", "How few and how many it is for."),
    ("agreement", "Which ground rules it shows."),
    ("format", "In person, online, by phone or both."),
    ("start", "When it usually begins."),
    ("latest_start", "The latest that a usual start of the group holds for it."),
    ("block", "Its parts, in order: what happens, how long, and words to read out."),
)
_AGREEMENT: _Fields = (
    ("title", "What it is called."),
    ("summary", "What it is, in a sentence."),
    ("language", "The language it is written in."),
    ("opening", "Words that stand before the rules or values."),
    ("version", "How often the group has agreed on it. Not who, and not how many."),
    ("adopted", "The day on which the group agreed last."),
    ("review", "The month in which the group wants to look at it again."),
    ("rule or value", "What is agreed: text, Easy Read wording, topic, the value that it serves."),
    ("option", "Ways to decide, among which the group chooses."),
    ("chosen", "Which of them the group chose."),
)
_PLAN: _Fields = (
    ("evening.template", "The name of the template it was made from."),
    ("evening.start", "When the session begins."),
    ("evening.end", "When the room is booked until."),
    ("evening.people", "How many it is planned for."),
    ("evening.interpreted", "Whether it is planned with an interpreter, and how; not for whom."),
    *_TEMPLATE,
)
_COUNTS: _Fields = tuple((column.name, column.purpose) for column in COLUMNS)
_SHARED: _Fields = (
    ("format", "Which form of record this is."),
    ("departed", "That sessions left a shared figure and may be in another, so that fewer are put right."),
    ("visits.from", "The first day of a period whose visits were shared, or said not to be shown."),
    ("visits.to", "Its last day."),
    ("visits.held", "How many sessions it was said to have."),
    ("visits.cancelled", "How many were said to be cancelled."),
    ("visits.uncounted", "At how many of them nobody counted, if at any."),
    ("visits.days", "A number by which it is seen whether sessions came or went since: their days added up."),
    ("visits.figure", "The visits as they were shared, to the nearest 5. Left out where they are not shown."),
    ("visits.corrected", "That the figure was put right after it was shared."),
    ("first_timers.from", "The first day of a year whose first-timers were shared."),
    ("first_timers.to", "Its last day."),
    ("first_timers.days", "The same number for the year."),
    ("first_timers.figure", "How many they were said to be, to the nearest 5."),
    ("first_timers.corrected", "That the figure was put right after it was shared."),
    ("marks.MONTH", "Random letters that stand beside that month's figures in shared files, and say nothing."),
)
_FIGURES: _Fields = (
    *VISITS.items(),
    *NOT_COUNTED.items(),
    *((name, f"{what} In a table of its own.") for name, what in NEWCOMERS.items() if name not in VISITS),
)
_EXACT: _Fields = (*EXACT.items(), *NOT_COUNTED.items())
_QUARTERS: _Fields = (
    ("from", "The first day of a quarter that is older than the group keeps."),
    ("to", "Its last day."),
    ("held", "How many sessions took place."),
    ("cancelled", "How many did not."),
    ("visits", "How many were in the room, added up over the sessions."),
    ("largest", "How many were in the room at the largest of them."),
    ("first_timers", "How many came for the first time, where every session says so."),
    ("uncounted", "At how many of the sessions nobody counted, if at any."),
)
_JOURNAL: _Fields = (
    ("peerkit", "First line: which form of journal this is."),
    ("session", "First line: the name of the plan."),
    ("counted", "First line: whether it is counted. Turns on their own are not."),
    ("started", "First line: when the clock was started."),
    ("plan", "First line: the plan as it was then."),
    ("at", "How long the session had run."),
    ("event", "What happened: next, pass, pause and so on."),
    ("seconds", "How much longer, how long a break is, or how long ago it began."),
    ("said", "When a turn was said to begin that began earlier."),
    ("was", "When that turn began."),
    ("way", "How the evening was changed: another end, or a part left out, with other turns or in small groups."),
    ("block", "Which part was changed, counted from 0."),
    ("value", "By how many seconds the end moved, or how long turns are."),
    ("shift", "By how many milliseconds somebody set the computer's clock."),
    ("ms", "How long a gap lasted, in milliseconds."),
    ("seat", "Which seat of this evening, counted round the circle, for somebody who left."),
    ("number", "How many joined."),
    ("equal", "Whether every turn or every round is as long, in small groups of two sizes."),
    ("left", "How much time is left when a client wants to hear it."),
    ("lengths", "New lengths of the parts to come, once accepted."),
    ("places", "Who sits with whom from then on, by the numbers that people counted off."),
    ("by_itself", "Whether the part moves on by itself."),
    ("why", "Why there is a gap: the machine slept, or was away."),
    ("people", "At the end: how many came."),
    *((part.name, f"At the end: how many {part.who}, if the group asks.") for part in PARTS),
    ("format", "At the end: in person, online, by phone or both, if the group asks."),
)


def _with_copies(path: str, purpose: str, before: str, fields: _Fields) -> tuple[KeptFile, ...]:
    """A file, and the copies of it that are kept; `before` says what the first of them is."""
    later = "The same, from later times; the last is the newest."
    copies = (("", purpose), (".before", before), (".before-NUMBER", later))
    return tuple(KeptFile(path + ending, what, fields) for ending, what in copies)


def _agreements(folder: str, purpose: str) -> tuple[KeptFile, ...]:
    anew = "The same, as it was before it was chosen anew, or could not be read any more."
    version = "A version that the group agreed on, kept as it was that day."
    instead = "What somebody had put in its place, before it was put back."
    return (
        *_with_copies(f"templates/{folder}/NAME.toml", purpose, anew, _AGREEMENT),
        *_with_copies(f"templates/{folder}/adopted/NAME-NUMBER.toml", version, instead, _AGREEMENT),
    )


_CONFIG = ("peerkit.toml", "The group's words, defaults and choices.", "The same, as it was before `init` changed it.")
_OWN = (
    "templates/sessions/NAME.toml",
    "A way of meeting, made by `template new`.",
    "The same, as it was before `template new --replace`.",
)

KEPT: tuple[KeptFile, ...] = (
    *_with_copies(*_CONFIG, tuple(SETTINGS.items())),
    *_with_copies(*_OWN, _TEMPLATE),
    *_agreements("agreements", "Ground rules of the group's own."),
    *_agreements("charters", "A charter of the group's own."),
    *_with_copies(
        "templates/flyers/NAME.toml",
        "The words of a flyer of the group's own.",
        "The same, as it was before it was made anew, or a newer pack came.",
        (),
    ),
    *_with_copies(
        "templates/packs/NAME.toml",
        "A pack that was added, as it was: ways of meeting, rules, charters and flyers of others, with nothing agreed.",
        "The same, as it was before a newer one was added, or it was taken back.",
        (),
    ),
    *(
        KeptFile(f"templates/LANGUAGE/{each}/NAME.toml", "The same in a language, used where that is spoken.")
        for each in ("sessions", "agreements", "charters", "bank", "flyers")
    ),
    KeptFile("languages/LANGUAGE.po", "What peerkit says in a language, as the group writes it in Poedit."),
    KeptFile("languages/LANGUAGE.mo", "The same, as peerkit reads it."),
    KeptFile("templates/.lock", "Empty: keeps two programs from writing ground rules or a charter at once."),
    KeptFile("sessions/DATE-NAME.toml", "The plan of one session.", _PLAN),
    KeptFile("sessions/attendance.csv", "The counts. There are no people in it.", _COUNTS),
    KeptFile("sessions/attendance-replaced.csv", "Counts that were put right since, as they were.", _COUNTS),
    KeptFile(
        "sessions/shared.toml", "Which figures were shared, so that no later one gives one session away.", _SHARED
    ),
    KeptFile("sessions/.shared", "Empty: says that figures were shared, should the record of them be lost."),
    KeptFile("sessions/shared/FROM-to-TO.csv", "Figures made by `tally export`, safe to share.", _FIGURES),
    KeptFile("sessions/shared/FROM-to-TO.txt", "How to read them: goes along with them."),
    KeptFile(
        "sessions/shared/FROM-to-TO.json",
        "The same figures for a program, or what the columns beside it mean.",
        _FIGURES,
    ),
    KeptFile("sessions/shared/FROM-to-TO.xlsx", "The same figures for a spreadsheet.", _FIGURES),
    *(
        KeptFile(
            f"sessions/FROM-to-TO-private.{ending}",
            "Exact figures for the group only, made by `tally export --for-ourselves`.",
            _EXACT,
        )
        for ending in ("csv", "json", "xlsx")
    ),
    KeptFile("sessions/attendance-quarters.csv", "Totals of counts that `tally purge` took away.", _QUARTERS),
    KeptFile(
        "voice.toml",
        "What the group says came of meeting, in lines that it adopted, or has still to hear.",
        tuple(voice.FIELDS.items()),
    ),
    KeptFile("sessions/.lock", "Empty: keeps two programs from writing the counts at once."),
    KeptFile(
        "sessions/.running/journal",
        "What happened in a session under way, so that nothing is lost. Gone when it closes.",
        _JOURNAL,
    ),
    KeptFile(
        "sessions/.running/beat",
        "How far a session under way has come, once a second. Gone when it closes.",
        (("run time", "In milliseconds."), ("clock", "In milliseconds, to tell how long it was away.")),
    ),
    KeptFile("sessions/.running/lock", "Empty: keeps one session from being run twice at once."),
)
