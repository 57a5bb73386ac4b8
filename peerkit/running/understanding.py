"""What somebody typed or dictated, tired or in a hurry: the word that was meant, and what belongs to it.

Nothing is guessed that would change something. Words that could mean two things are answered with both, and a word
that takes nothing after it is refused when something stands there.
"""

from typing import NamedTuple

from peerkit import durations
from peerkit.errors import did_you_mean
from peerkit.figures import ascii_figures
from peerkit.messages import ENGLISH, _, spoken
from peerkit.running.actions import BY_WORD, Action, by_key
from peerkit.running.answers import people_here
from peerkit.running.other_words import (
    ABOUT_A_NUMBER,
    ALSO,
    EITHER,
    FILLING,
    LEFT,
    NO_NAMES,
    NO_NEXT,
    WHO_IS_HERE,
    WISHES,
)
from peerkit.running.state import Gathering, State
from peerkit.wording.hard_moments import CALLS, is_hard
from peerkit.wording.numbers import number
from peerkit.wording.typed import called, in_english

_POLITE = {"please", "thanks", "thank", "you", "um", "uh", "er", "erm"}
_PEOPLE = {"people", "person", "persons"}
"""What `3 more` is no time with, but who came."""
_AT_ONCE = ("joined", "left", "auto", "odd", "support")
"""What changes something without asking first, besides every action that is an event."""
_UNITS = {"hour": "h", "hours": "h", "minute": "m", "minutes": "m", "min": "m", "mins": "m", "second": "s",
          "seconds": "s"}  # fmt: skip
_LENGTHS = {
    ("half", "an", "hour"): "30m", ("a", "quarter", "of", "an", "hour"): "15m", ("an", "hour"): "1h",
    ("half", "a", "minute"): "30s",
}  # fmt: skip
_ENDS = ".,!?;:\"'؟،。…"
_LONGEST_NUMBER = 6
"""Words of a number."""
_LONGEST_WORD = max(len(each.split()) for others in ALSO.values() for each in others)
"""Words of what can be said for an action."""


class Meant(NamedTuple):
    """An action with what belongs to it; or, where there is none, what there is to say, and nothing changes.

    `stays`: what there is to say is said whatever is asked, and the question stays. `offer` is what yes means next.
    """

    action: Action | None
    rest: str = ""
    why_not: str = ""
    stays: bool = False
    offer: Action | None = None

    @property
    def known(self) -> bool:
        """Whether it is more than words that are not known."""
        return self.action is not None or self.stays


def plain(line: str) -> str:
    """A line without capitals, courtesies and the signs that dictation puts; numbers are in figures."""
    typed = line.strip().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if len(typed) < 2:
        return typed
    words = [word.strip("\"'").rstrip(_ENDS) or word for word in typed.split()]
    words = in_english(" ".join(words)).split()
    kept = [word for word in words if word not in _POLITE] or words
    said = " ".join(kept)
    return said if named(said) else " ".join(_with_figures(kept))


def answer(line: str) -> str:
    """An answer to a question, plain: `Number two.` is `2`, and `no thanks` is `no`."""
    said = plain(line)
    first, _space, rest = said.partition(" ")
    if first in ("number", "option", "answer") and rest.isdigit():
        return rest
    return _ORDINALS.get(said.removeprefix("the ").removesuffix(" 1"), said)


_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def understood(line: str, state: State) -> Meant:
    """What was meant by a line that is no answer to a question."""
    said = plain(line)
    asks = len(line.strip()) > 1 and line.strip().endswith(("?", "؟"))
    if said == "next" and asks:
        return Meant(BY_WORD["next?"])
    if said in CALLS:
        return Meant(BY_WORD["help"], why_not=_offered(said), stays=True, offer=BY_WORD["support"])
    if named(said) is None and is_hard(line):
        return Meant(None, why_not=_offered(said), stays=True, offer=BY_WORD["support"])
    if said in WHO_IS_HERE:
        return Meant(None, why_not=people_here(state), stays=True)
    said, asks = (said, asks) if (wished := _wished(said)) == said else (wished, False)
    if said in EITHER:
        return _either(said, state)
    meant = _taken(said, state)
    if asks and meant.action is not None and (meant.action.event or meant.action.word in _AT_ONCE):
        return Meant(None, why_not=f"{_('Nothing has changed.')} {meant.action.explained}")
    return meant


def _offered(said: str) -> str:
    """The card for hard moments; beside it a pause or a break that is named."""
    told = _("Nothing has changed. Did you mean support? It pauses, and shows the card for hard moments.")
    return " ".join((told, *(each.explained for each in _named_in(said.split()) if each.word in ("pause", "break"))))


def _wished(said: str) -> str:
    """The word alone of what is wished, such as `pause` of `can we pause now`, where it takes nothing after it.

    Whoever would like to go next themselves wishes for no `next`.
    """
    bare = " ".join(word for word in said.split() if word not in WISHES)
    action = named(bare)
    if bare in EITHER or (action and not action.takes and not (action.word == "next" and NO_NEXT & {*said.split()})):
        return bare
    return said


def belongs(word: str, said: str) -> str:
    """What belongs to an action's word, without the words around it that say nothing more."""
    words = [each for each in said.split() if each not in FILLING.get(word, ())]
    return _clock(words) if word == "end" else " ".join(words)


def _clock(words: list[str]) -> str:
    """A time of day as figures: `20 45`, `quarter to 9` and `half past 8` are `20:45`, `8:45` and `8:30`.

    `quarter to`, of the hour that comes, is `:45`.
    """
    match words:
        case [*before, "am" | "pm" | "a.m" | "p.m" as half] if len(before) > 1:
            return f"{_clock(before)} {half}"
        case [hour, minute] if hour.isdigit() and minute.isdigit():
            return f"{hour}:{minute:0>2}"
        case [part, "to" | "past" as way]:
            if 0 < (past := _past(part)) < 60:
                return f":{past if way == 'past' else 60 - past:02}"
        case [part, "to" | "past" as way, hour] if hour.isdigit():
            past = _past(part)
            if 0 < past < 60 and 1 <= int(hour) <= 24:
                return f"{int(hour)}:{past:02}" if way == "past" else f"{int(hour) - 1 or 12}:{60 - past:02}"
    return " ".join(words)


def _past(part: str) -> int:
    """Minutes in what is said before `to` or `past`, or 0."""
    return {"half": 30, "quarter": 15}.get(part, whole(part.removesuffix("m")))


def _taken(said: str, state: State) -> Meant:
    action = named(said) or by_key(said, state)
    if action is not None:
        return Meant(action)
    first, *rest = said.split() or [""]
    words = [first, *rest]
    if (of_many := _people_or_time(words)) is not None:
        return of_many
    if _is_somebody_who_left(said):
        return Meant(BY_WORD["left"])
    for size in range(min(_LONGEST_WORD, len(words) - 1), 1, -1):
        several = named(" ".join(words[:size]))
        if several is not None and several.takes:
            return Meant(several, belongs(several.word, " ".join(words[size:])))
    found = named(first) or (by_key(first, state) if first != "a" else None)
    if found is None or (not found.takes and rest):
        moved = [word for word in rest if (each := named(word)) is not None and each.takes and word != "left"]
        moved = moved or (["joined"] if "come" in rest else [])
        moved = [word for word in moved if word not in ("more", "less")] or moved
        if found is None and len(moved) == 1 and _is_about_a_number(first):
            found, rest = named(moved[0]), [first, *(word for word in rest if word not in (moved[0], "come"))]
        elif found is None and first == "number" and rest[-1:] == ["left"]:
            found, rest = BY_WORD["left"], rest[:-1]
    if found is None and rest[-1:] == ["left"]:
        numbered = _("Nothing has changed. Say left and the number of whoever went.")
        return Meant(
            None, why_not=numbered if state.seating else _("Nothing has changed. Say left once for each who went.")
        )
    if found is None:
        return Meant(None, why_not=_unknown(first, words))
    if found.word == "more" and _PEOPLE.intersection(rest) and any(map(str.isdigit, words)):
        found = BY_WORD["joined"]
    if rest and not found.takes:
        told = _("Nothing has changed: nothing can be said after {word}.", word=called(found.word))
        return Meant(None, why_not=f"{told} {_('Say {word} alone.', word=called(found.word))}")
    return Meant(found, belongs(found.word, " ".join(rest)))


def length(typed: str) -> int:
    """Seconds in a length that was typed; a number alone is minutes, more than a day is more, no length is 0."""
    try:
        return durations.parse(f"{typed}m" if typed.isdigit() else typed)
    except durations.LongerThanADay:
        return durations.LONGEST + 60
    except ValueError:
        return 0


def whole(typed: str) -> int:
    """The whole number from 1 to 999 that was typed; 1 for nothing, 0 for anything else."""
    if not typed:
        return 1
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def named(said: str) -> Action | None:
    """The action that a word, or another word for it, means."""
    return BY_WORD.get(said) or next((BY_WORD[word] for word, others in ALSO.items() if said in others), None)


def _is_about_a_number(word: str) -> bool:
    return word[0].isdigit() or word in ABOUT_A_NUMBER


def _either(said: str, state: State) -> Meant:
    words = EITHER[said]
    if "resume" in words and state.paused:
        return Meant(BY_WORD["resume"])
    if "resume" in words and isinstance(state.slot, Gathering) and said != "go on":
        return Meant(BY_WORD["next"])
    return _both(*words)


def _unknown(word: str, words: list[str]) -> str:
    if word in ("yes", "no", "ok", "okay", "cancel", "nothing"):
        return _("Nothing is asked just now, and nothing has changed.")
    told = _("I do not know that word, and nothing has changed.")
    if len(words) > 1 and (said := _named_in(words)):
        return f"{told} {' '.join(each.explained for each in said[:2])}"
    alike = 0.6 if spoken() is ENGLISH and len(words) == 1 else 0.75  # a word of the language, no slip of a key
    known = [called(each) for each in BY_WORD if not each.endswith("?")]
    return f"{told} {did_you_mean(word, known, alike) or _('Say help for the words.')}"


def _named_in(words: list[str]) -> list[Action]:
    """What is named by a word of a sentence, each once."""
    return list(dict.fromkeys(each for word in words if word not in ("what", "a", "hi") and (each := named(word))))


def _people_or_time(words: list[str]) -> Meant | None:
    """`2m` is time, which is asked; people who neither came nor went, and a number alone of `another`, are asked."""
    match words:
        case [time] | ["another", time] if time[:-1].isdigit() and time.endswith("m"):
            return Meant(BY_WORD["more"], time)
        case ["another", "minute"]:
            return Meant(BY_WORD["more"])
        case [number, "people" | "person" | "persons"] if number.isdigit():
            return _both("joined", "left")
        case ["another", number] if number.isdigit():
            return _both("joined", "more")
        case ["more", "people"] | ["people", "more"]:
            return Meant(None, why_not=f"{_('Nothing has changed.')} {BY_WORD['joined'].explained}")
        case ["1", "left"] | ["1", "person", "left"] | ["1", "has", "left"]:
            return Meant(BY_WORD["left"])
        case [*_before, time, "late"] if time[:-1].isdigit():
            return _both("accept", "end")
        case [*before, "early"] if {"stop", "finish", "end", "close"}.intersection(before):
            return _both("end", "close")
    return _both("pause", "close") if "stop for " in " ".join(words) else None


def _is_somebody_who_left(said: str) -> bool:
    """Whether it is said of one person by name, such as `sarah has left`; the name is kept nowhere."""
    name, _space, what = said.partition(" ")
    return what in LEFT and name.isalpha() and len(name) > 1 and name not in NO_NAMES and named(name) is None


def _both(one: str, other: str) -> Meant:
    told = _("That can mean two things, so nothing has changed.")
    return Meant(None, why_not=f"{told} {BY_WORD[one].explained} {BY_WORD[other].explained}")


def _with_figures(words: list[str]) -> list[str]:
    """Numbers in words, or in figures of another script, as figures; `5 minutes` as `5m`, `an hour` as `1h`."""
    found: list[str] = []
    while words:
        if length := next((each for each in _LENGTHS if words[: len(each)] == list(each)), None):
            found.append(_LENGTHS[length])
            words = words[len(length) :]
            continue
        for size in range(min(_LONGEST_NUMBER, len(words)), 0, -1):
            many = number(" ".join(words[:size]))
            if many is not None and words[0] not in ("a", "none", "nobody", "and") and words[size - 1] != "and":
                found.append(str(many))
                words = words[size:]
                break
        else:
            found.append(ascii_figures(words[0]))
            words = words[1:]
        if len(words) > 0 and found[-1].isdigit() and words[0] in _UNITS:
            found[-1] += _UNITS[words[0]]
            words = words[1:]
    return found
