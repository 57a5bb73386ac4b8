"""What peerkit says, as messages: whole sentences with named parts, in English or in the language that is spoken now.

A message is a sentence, or a name that stands on its own (after a colon, in a list), and counts one thing at most.
Its text is written out where it is said, never put together, and its parts go in by name: so a catalogue can hold
another for each language. The functions have the names that gettext's tools look for.

A translation that is missing, empty or broken is said in English.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # nothing is loaded here: this is on every path
    from collections.abc import Callable
    from typing import TypeVar

    Said = TypeVar("Said")

TO_SAY = "word to say"
"""The context of words that can be typed."""


class Catalogue:
    """The messages of a language. This one has none, so it says what it is given: English."""

    tag = "en"
    """The language, as in BCP 47."""
    draft = False
    """Whether it is a translation that no speaker's reading of is recorded."""
    heard: Catalogue | None = None
    """Whose words are taken where something is typed, if not its own."""

    def gettext(self, message: str) -> str:
        """The message in this language; itself where there is none."""
        return message

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form for a number."""
        return one if n == 1 else many

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's own arguments
        """The message as it is said there."""
        return message


ENGLISH = Catalogue()
_spoken = ENGLISH


class _Speaking:
    def __init__(self, catalogue: Catalogue | None) -> None:
        self._now, self._before = catalogue or ENGLISH, _spoken

    def __enter__(self) -> None:
        self._before = _spoken
        speak(self._now)

    def __exit__(self, *_why: object) -> None:
        speak(self._before)


def speak(catalogue: Catalogue | None) -> None:
    """Speak the language of a catalogue from now on, or English."""
    global _spoken
    _spoken = catalogue or ENGLISH


def speaking(catalogue: Catalogue | None) -> _Speaking:
    """What speaks that language within `with`, or English, and afterwards what was spoken before."""
    return _Speaking(catalogue)


def unless_draft() -> _Speaking:
    """Within it English is spoken in the place of a draft: for words that could harm somebody where they are wrong."""
    return speaking(ENGLISH if _spoken.draft else _spoken)


def and_in_english(say: Callable[[], Said]) -> tuple[Said, ...]:
    """What is said in the language that is spoken now, and then in English; in English alone where it has no other."""
    own = say()
    with speaking(ENGLISH):
        english = say()
    return (english,) if own == english else (own, english)


def spoken() -> Catalogue:
    """The catalogue that is spoken from now; `ENGLISH` by itself."""
    return _spoken


def heard() -> Catalogue:
    """The catalogue whose words are taken where something is typed, beside English ones."""
    return _spoken.heard or _spoken


def language() -> str:
    """The tag of the language that is spoken now, such as `cy`; `en` by itself."""
    return _spoken.tag


class Untranslated(str):
    """A message in English, for the language that is spoken has none for it."""


class _Kept(str):
    """English, with what says it anew."""

    say: Callable[[], str]


def kept(say: Callable[[], str]) -> str:
    """What `say` says, in English, as a file keeps it whatever is spoken; `anew` says it in what is spoken."""
    with speaking(None):
        text = _Kept(say())
    text.say = say
    return text


def anew(text: str) -> str:
    """A text that may be `kept`, in the language that is spoken; any other, such as one out of a file, as it stands."""
    return text.say() if isinstance(text, _Kept) and _spoken is not ENGLISH else text


TAG = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The tag of a language, as a regular expression: `cy`, `ar-SY`."""


def base_of(tag: str) -> str:
    """The language alone of a tag of BCP 47: `ar` of `ar-SY`."""
    return tag.partition("-")[0]


def is_english(tag: str) -> bool:
    """Whether a tag is that of English, as it is anywhere."""
    return base_of(tag) == ENGLISH.tag


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """A message that is bound as its module is loaded, before anybody knows the language: `marked` says it."""
    return message


def marked(message: str, **parts: object) -> str:
    """A message that `N_` marked, as it is said now, with its parts."""
    return _(message, **parts)


def _(message: str, **parts: object) -> str:
    """The message with its parts: `_("Ends at {time}.", time="21:00")`."""
    if _spoken is ENGLISH:
        return message.format(**parts) if parts else message
    return _filled(_spoken.gettext(message), message, parts)


def ngettext(one: str, many: str, n: int, **parts: object) -> str:
    """The message for a number `n` of things: `ngettext("{n} turn.", "{n} turns.", 9)`. No other part is counted."""
    message = one if n == 1 else many
    if _spoken is ENGLISH:
        return message.format(n=n, **parts)
    return _filled(_spoken.ngettext(one, many, n), message, {"n": n, **parts})


def pgettext(context: str, message: str, **parts: object) -> str:
    """A message whose words mean something else elsewhere: `pgettext("a block", "Break")`."""
    if _spoken is ENGLISH:
        return message.format(**parts) if parts else message
    return _filled(_spoken.pgettext(context, message), message, parts)


def typed(word: str) -> str:
    """A word that can be typed, and what it is called in the language that is spoken; several are split by `|`."""
    return word if _spoken is ENGLISH else _filled(_spoken.pgettext(TO_SAY, word), word, {})


def _filled(text: str, message: str, parts: dict[str, object]) -> str:
    """The translation with its parts; the English where the translation is not whole, or has other parts."""
    translated = text is not message and is_sound(text, message)
    said = text if translated else message
    said = said.format(**parts) if parts else said
    return said if translated else Untranslated(said)


def is_sound(text: str, message: str) -> bool:
    """Whether a translation can be said: it has words, no sign that hides or turns others, and the same parts.

    `{n}` may be left out, where a form is for one number only.
    """
    own, wanted = _parts(text), _parts(message)
    if own is None or wanted is None or own - wanted or wanted - own - {"n"} or not text.strip():
        return False
    return text.isprintable() or all(sign.isprintable() or sign in "\n\xa0\u200c\u200d" for sign in text)


def _parts(text: str) -> set[str] | None:
    """What stands in braces; None where a brace stands alone."""
    first, *others = text.split("{")
    named = [piece.partition("}") for piece in others]
    if "}" in first or any(not brace or "}" in after for _part, brace, after in named):
        return None
    return {part for part, _brace, _after in named}
