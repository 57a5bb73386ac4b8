"""Which language is spoken: what was typed, else PEERKIT_LANGUAGE, else that of the group; never the computer's.

What is read out and printed speaks the language of the file that it comes from, where peerkit has a catalogue of it.
"""

import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from peerkit.cli.terminal import console, prompt
from peerkit.messages import (
    ENGLISH,
    N_,
    Catalogue,
    _,
    and_in_english,
    base_of,
    is_english,
    language,
    ngettext,
    pgettext,
    speak,
    speaking,
    spoken,
)
from peerkit.wording.safe import echoed
from peerkit.wording.typed import folded
from peerkit.workspace.files import shown
from peerkit.workspace.root import Root

VARIABLE = "PEERKIT_LANGUAGE"
_MOST_NAMED = 5
_IN_ENGLISH = {"cy": "Welsh", "es": "Spanish", "pl": "Polish", "ar": "Arabic"}
_LINE = r"""(?m)^language\s*=\s*["']([A-Za-z0-9-]+)["']"""


class _Data(Catalogue):
    """English, while files are looked up in a language that was chosen, and its words may be typed."""

    def __init__(self, chosen: Catalogue) -> None:
        self.tag, self.heard = chosen.tag, chosen


class _Chosen:
    """What one command speaks, until something is said of another language, and what was said once."""

    def __init__(
        self, root: Root | None = None, catalogue: Catalogue = ENGLISH, typed: str = "", *, as_data: bool = False
    ) -> None:
        self.root, self.typed, self.as_data = root, typed, as_data
        self.catalogue = _Data(catalogue) if as_data else catalogue
        self.said: set[str] = set()


_now = _Chosen()


def begin(root: Root, *, as_data: bool) -> None:
    """Speak what the environment or the group's folder names, where there is a catalogue; to a program in English."""
    global _now
    tag = _named(root)
    _now = _Chosen(root, _catalogue(tag, root) if tag else spoken(), as_data=as_data)
    speak(_now.catalogue)


def ask(root: Root) -> str:
    """Ask in all languages which one is to be spoken, speak it, and give its tag."""
    from peerkit.workspace import catalogues

    known = catalogues.known(root)
    questions, names = [], []
    for tag in known:
        with speaking(catalogues.catalogue(tag, root)):
            questions.append(_("Language?"))
            names.append(own_name())
    usual = known.index(language()) + 1 if language() in known else 1
    called, by_number = _called(root), prompt.one_of(names)

    def chosen(answer: str) -> str:
        return called.get(folded(answer)) or known[by_number(answer)]

    for place, name in enumerate(names, start=1):
        console.out(f"{place}  {name}")
    tag = prompt.ask(" ".join(dict.fromkeys(questions)), chosen, str(usual))
    _take(tag, root)
    return tag


def _choose(typed: str | list[str] | None) -> str | list[str] | None:
    """Speak the first language that was typed, or the group's where it is among them, which then stands first.

    Raises BadParameter where one of them is not known.
    """
    tags, root = [typed] if isinstance(typed, str) else typed or [], _now.root
    if root is not None and tags:
        usual = _of_the_group(root)
        tags = sorted(tags, key=lambda tag: tag != usual)
        for tag in tags:
            if wrong := _wrong_with(tag, root):
                raise typer.BadParameter(wrong)
        _take(tags[0], root)
    return tags if isinstance(typed, list) else typed


def _take(tag: str, root: Root) -> None:
    global _now
    _now = _Chosen(root, _catalogue(tag, root), tag, as_data=_now.as_data)
    speak(_now.catalogue)


def _known(incomplete: str) -> list[str]:
    from peerkit.workspace import catalogues

    return [tag for tag in catalogues.known(_now.root) if tag.startswith(incomplete)]


_ABOUT: dict[str, Any] = {
    "metavar": "TAG",
    "callback": _choose,
    "autocompletion": _known,
    "show_default": False,
    "help": N_("In which language, such as cy. Otherwise the group's."),
}
LanguageOption = Annotated[str | None, typer.Option("--language", **_ABOUT)]
LANGUAGES = typer.Option([], "--language", **_ABOUT)


def speak_of(tag: str, title: str) -> None:
    """Speak the language of what is called that from now on; what was chosen, where there is no catalogue of it.

    Says once where it is not there in the language that was chosen, and where some of what peerkit says is English.
    """
    if _now.as_data or _now.root is None:
        return
    own, chosen = _catalogue(tag, _now.root), _now.catalogue
    speak(own if own is not ENGLISH or is_english(tag) else chosen)
    if (chosen is not ENGLISH or _now.typed) and base_of(chosen.tag) != base_of(tag):
        with speaking(chosen):
            _once(_("Not there in {language} yet: {title}", language=own_name(), title=title))
    if spoken() is not ENGLISH:
        from peerkit.workspace import catalogues

        if not catalogues.is_whole(language(), _now.root):
            _say_some_is_english()


def answer_in_english() -> None:
    """Answer in English from now on, and say so once: no answer is half in one language, and half in another."""
    global _now
    if _now.as_data or spoken() is ENGLISH:
        return
    _say_some_is_english()
    said = _now.said
    _now = _Chosen(_now.root, spoken(), _now.typed, as_data=True)
    _now.said = said
    speak(_now.catalogue)


def _say_some_is_english() -> None:
    _once(" ".join(and_in_english(lambda: _("Some of this is still in English."))))


def own_name() -> str:
    """What the language that is spoken calls itself."""
    return pgettext("the language of this translation, as it calls itself", "English")


def mention_unknown(root: Root) -> None:
    """Say once where peerkit can't speak the language that is chosen, or not as the group has it."""
    tag, where = _now.typed or _named(root), VARIABLE if os.environ.get(VARIABLE) else root.config.name
    if tag and not _now.typed and (wrong := _wrong_with(tag, root)):
        _once(f"{where}: {wrong}")
    elif late := _not_heard(tag, root):
        _once(late)


def _not_heard(tag: str, root: Root) -> str:
    """That the group's own translation is broken, or newer than what is read of it, and what to do; else empty."""
    if not tag or is_english(tag):
        return ""
    from peerkit.workspace import catalogues

    if broken := catalogues.unreadable(tag, root):
        return f"{_broken(broken)} {_('Until then it is left out.')}"
    if (file := catalogues.not_compiled(tag, root)) is None:
        return _not_said(*catalogues.unsound(tag, root))
    told = _("{file} is newer than what peerkit reads of it, so not all of it is heard.", file=shown(file))
    return f"{told} {_('Choose in the preferences of Poedit: compile MO file when saving. Then save it again.')}"


def _not_said(file: Path | None, messages: Sequence[str]) -> str:
    """Which sentences of the group's own translation can't be said, and what to do; else empty."""
    if file is None or not messages:
        return ""
    told = ngettext(
        "{file}: {n} sentence can't be used as it is translated, and is said in English:",
        "{file}: {n} sentences can't be used as they are translated, and are said in English:",
        len(messages),
        file=shown(file),
    )
    hint = _("Open it in Poedit, and write what stands in braces as it stands in the English. Then save it again.")
    return "\n".join([told, *(f"  {echoed(message, 70)}" for message in messages[:_MOST_NAMED]), hint])


def of_the_computer(root: Root) -> str:
    """The tag in the environment, where peerkit speaks that; else empty."""
    tag = os.environ.get(VARIABLE, "")
    return "" if is_english(tag) or _catalogue(tag, root) is ENGLISH else tag


def _named(root: Root) -> str:
    return os.environ.get(VARIABLE, "") or _of_the_group(root)


def _wrong_with(tag: str, root: Root) -> str:
    """Why peerkit can't speak a language that was named, and what it can, in sentences; empty where it can."""
    from peerkit.workspace import catalogues

    if is_english(tag) or catalogues.catalogue(tag, root) is not None:
        return ""
    if broken := catalogues.unreadable(tag, root):
        return _broken(broken)
    if late := _not_heard(tag, root):
        return late
    wrong, called = _('peerkit does not speak "{tag}" yet.', tag=echoed(tag)), _called(root)
    typed = folded(tag[:40])
    near = [name for name in called if name[:1] == typed[:1]]
    meant = get_close_matches(typed, called, n=1) or near
    hint = _("Did you mean {word}?", word=called[meant[0]]) if meant else ""
    there = _("There are: {names}", names=", ".join(catalogues.known(root)))
    return " ".join(filter(None, (wrong, hint, there)))


def _broken(file: Path) -> str:
    """That a file is no catalogue, and what to do."""
    told = _("{file} is no catalogue of messages.", file=shown(file))
    return f"{told} {_('Save it again in Poedit, or take it away.')}"


def _called(root: Root) -> dict[str, str]:
    """The tag of each language that is known, by that, by what it calls itself, and by its name in English."""
    from peerkit.workspace import catalogues

    called: dict[str, str] = {}
    for tag in catalogues.known(root):
        with speaking(catalogues.catalogue(tag, root)):
            called |= {folded(name): tag for name in (tag, own_name(), _IN_ENGLISH.get(tag, tag))}
    return called


def _catalogue(tag: str, root: Root) -> Catalogue:
    if not tag or is_english(tag):
        return ENGLISH
    from peerkit.workspace import catalogues

    return catalogues.catalogue(tag, root) or ENGLISH


def _of_the_group(root: Root) -> str:
    """The language in the one line of peerkit.toml that names it, without reading the rest as TOML."""
    try:
        with root.config.open(encoding="utf-8", errors="replace") as file:
            text = file.read(100_000)
    except OSError:
        return ""
    found = re.search(_LINE, re.split(r"^\s*\[", text, maxsplit=1, flags=re.MULTILINE)[0])
    return found[1] if found else ""


def _once(told: str) -> None:
    if told not in _now.said:
        _now.said.add(told)
        console.note(told)
