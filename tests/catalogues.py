"""What translators need: `python -m tests.catalogues extract|check|compile [TAG ...]`, for each language or these.

`extract` brings each `peerkit/languages/TAG.po` up to what peerkit says now: what is new is empty, what resembles
something that went is marked as fuzzy. `extract fr` begins a language that is not there yet.
`check` says what would be wrong to ship, with its file and message. `compile` makes what peerkit reads.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from peerkit.cli.terminal import prompt
from peerkit.languages.build import TIER_ONE, compile_all
from peerkit.messages import TO_SAY, is_sound
from peerkit.running.actions import ACTIONS, BY_WORD
from peerkit.running.other_words import ALSO, BACK, EITHER
from peerkit.wording.numbers import UP_TO_TWENTY
from peerkit.wording.typed import MOST_WORDS, WORDS, folded
from peerkit.wording.yes_no import NO, YES

PEERKIT = Path(__file__).parent.parent / "peerkit"
LANGUAGES = PEERKIT / "languages"
TEXTS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
"""The functions of messages.py, and how many of their arguments are texts; the first of `pgettext` is a context."""
IN_A_SCRIPT = re.compile(
    r"\b(_|N_|ngettext|pgettext)\(\s*('(?:[^'\\\n]|\\.)*'|\"[^\"\n]*\")(?:,\s*('(?:[^'\\\n]|\\.)*'|\"[^\"\n]*\"))?"
)
TIERS = (
    (
        "running", "live", "printing/phone", "cli/session", "durations.py", "wording/months.py", "wording/numbers.py",
        "wording/yes_no.py",
        "wording/hard_moments.py",
        "wording/grammar.py", "planning/kinds.py", "planning/moments.py", "planning/offers.py", "planning/outline.py",
        "planning/phrases.py", "planning/yielding.py", "planning/rests.py", "planning/interpreted.py",
        "turns/phrases.py", "turns/share.py", "turns/equal.py", "turns/reasons.py", "turns/contract.py",
        "printing/document.py", "printing/render", "printing/sheets/agenda.py", "printing/sheets/kinds.py",
        "printing/sheets/run_sheet.py",
        "printing/sheets/seating.py", "printing/sheets/agreement.py", "printing/sheets/flyer.py", "leaflets",
        "printing/sheets/hard_moment.py", "printing/sheets/draft.py", "printing/pictures", "planning/turns_alone.py",
        "turns/stored.py", "agreements/standing.py", "agreements/kinds.py", "columns.py",
        "errors.py", "group/public.py", "cli/terminal/prompt.py", "cli/sheets/delivery.py", "cli/sheets/leaflets.py",
        "cli/agreements/print.py", "cli/terminal/language.py", "printing/text.py", "workspace/catalogues.py",
    ),
    (
        "printing", "agreements", "planning", "turns", "recurrence", "group", "cli/init.py", "cli/menu.py",
        "cli/app.py", "cli/terminal", "cli/templates/commands.py", "cli/templates/listing.py", "cli/templates/show.py",
        "cli/templates/views.py", "cli/templates/new.py", "cli/templates/check.py", "cli/agreements", "cli/sheets",
        "cli/turns", "cli/group", "wording", "problems.py",
        "workspace/glance.py", "workspace/catalogue.py", "workspace/templates.py", "workspace/plans.py",
        "workspace/root.py", "workspace/other_language.py",
    ),
    ("",),
)  # fmt: skip
"""What is translated first, by where it is said: an evening and its sheets, other sheets and first steps, the rest."""
HELD_BACK = ("turns/contract.py", "leaflets/numbers.py")
"""Modules whose messages are English in a draft, and in no draft catalogue, until a speaker has read them."""
KINDS = {".": ".。।۔", ":": ":：", "?": "?؟？", "!": "!！"}  # noqa: RUF001 - how sentences end elsewhere
TURNS_ROUND = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Key = tuple[str | None, str]


class NotWrittenOut(Exception):  # noqa: N818 - it reads as a fact
    """A message whose text is put together where it is said, so that no catalogue can hold it."""


def said_in(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """Every message of a module or a script in its order: context, text, and plural where it counts.

    Raises NotWrittenOut.
    """
    text = path.read_text(encoding="utf-8")
    for line, function, texts in sorted(_in_python(text) if path.suffix == ".py" else _in_a_script(text)):
        if len(texts) < TEXTS[function] or not all(isinstance(each, str) for each in texts):
            raise NotWrittenOut(f"{path}:{line}: the text of a message is not written out")
        *context, one = texts if function == "pgettext" else texts[:1]
        yield context[0] if context else None, one, texts[1] if function == "ngettext" else ""


def _in_python(text: str) -> Iterator[tuple[int, str, list[str]]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (texts := TEXTS.get(node.func.id)):
            yield node.lineno, node.func.id, [getattr(each, "value", None) for each in node.args[:texts]]
        elif isinstance(node, ast.FunctionDef) and _is_a_verb(node) and (about := ast.get_docstring(node)):
            yield node.lineno, "N_", [about]


def _is_a_verb(function: ast.FunctionDef) -> bool:
    """Whether it is a command, whose docstring is its help."""
    calls = (each.func for each in function.decorator_list if isinstance(each, ast.Call))
    return any(getattr(each, "id", getattr(each, "attr", "")) in ("verb", "callback") for each in calls)


def _in_a_script(text: str) -> Iterator[tuple[int, str, list[str]]]:
    for found in re.finditer(r"\b(?:_|N_|ngettext|pgettext)\(\s*`", text):
        yield text.count("\n", 0, found.start()) + 1, "_", []
    for found in IN_A_SCRIPT.finditer(text):
        texts = [ast.literal_eval(each) for each in found.groups()[1 : 1 + TEXTS[found[1]]] if each]
        yield text.count("\n", 0, found.start()) + 1, found[1], texts


def everything() -> dict[Key, polib.POEntry]:
    """Every message that peerkit says, in the order in which it is to be translated."""
    found: dict[Key, polib.POEntry] = {}
    for number, where, context, one, many in _everywhere():
        entry = found.setdefault((context, one), polib.POEntry(msgctxt=context, msgid=one))
        entry.msgid_plural = entry.msgid_plural or many
        entry.comment = entry.comment or f"Tier {number}"
        entry.flags = ["python-brace-format"] if "{" in one else []
        if (where, "") not in entry.occurrences:
            entry.occurrences.append((where, ""))
    for word in WORDS:
        found[TO_SAY, word] = polib.POEntry(
            msgctxt=TO_SAY, msgid=word, comment=f"{TIER_ONE}. What people type. Several are split by |",
            occurrences=[("peerkit/wording/typed.py", "")],
        )  # fmt: skip
    for key in _held_back() & found.keys():
        found[key].comment = "Held back: it is law, life, or co-counselling's own. See docs/translating.md"
    return found


@cache
def _held_back() -> set[Key]:
    """What a draft says in English, and so no tier waits for: whole modules, and what is said `unless_draft`."""
    held = {(context, one) for name in HELD_BACK for context, one, _many in said_in(PEERKIT / name)}
    for path in PEERKIT.rglob("*.py"):
        if "with unless_draft():" in (text := path.read_text(encoding="utf-8")):
            blocks = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.With)]
            unless = [each for each in blocks if "unless_draft" in ast.unparse(each.items[0])]
            calls = [call for each in unless for call in _in_python(ast.unparse(each))]
            held |= {(None, texts[0]) for _line, _function, texts in calls}
    return held


@cache
def _everywhere() -> list[tuple[int, str, str | None, str, str]]:
    modules = [path for suffix in ("py", "js") for path in PEERKIT.rglob(f"*.{suffix}") if path.stem != "messages"]
    placed = sorted((*_place(path), path) for path in modules)
    return [(place[0], where, *said) for place, where, path in placed for said in said_in(path)]


def _place(path: Path) -> tuple[tuple[int, int], str]:
    """Where a module stands among the tiers, and its name."""
    name = path.relative_to(PEERKIT).as_posix()
    places = (
        (number, place)
        for number, rooms in enumerate(TIERS, start=1)
        for place, room in enumerate(rooms)
        if not room or f"{name}/".startswith(f"{room}/")
    )
    return next(places), f"peerkit/{name}"


def brought_up_to_date(tag: str, old: polib.POFile | None) -> polib.POFile:
    """A language's catalogue with everything that peerkit says now, in its order; translations are kept."""
    new = polib.POFile(wrapwidth=110)
    new.metadata = old.metadata if old else _header(tag)
    new.header = old.header if old else f"What peerkit says, in {tag}."
    had = {(entry.msgctxt, entry.msgid): entry for entry in old or () if not entry.obsolete}
    wanted, language = everything(), _cldr(tag)
    names = _days_and_months(language) if language else {}
    gone = {entry.msgid: entry for key, entry in had.items() if key not in wanted and entry.translated()}
    forms = int(re.search(r"nplurals=(\d+)", new.metadata["Plural-Forms"])[1])  # type: ignore[index]
    for key, entry in wanted.items():
        before = had.get(key)
        if before is None and (close := get_close_matches(entry.msgid, gone, n=1, cutoff=0.75)):
            before = gone[close[0]]
            entry.flags.append("fuzzy")
        if before is not None:
            entry.tcomment = before.tcomment
            entry.flags += [flag for flag in before.flags if flag == "fuzzy"]
            entry.msgstr, entry.msgstr_plural = before.msgstr, dict(before.msgstr_plural)
        if key in names and not entry.msgstr:
            entry.msgstr = names[key]
        if entry.msgid_plural:
            entry.msgstr_plural = {form: entry.msgstr_plural.get(form, "") for form in range(forms)}
            entry.msgstr = ""
        new.append(entry)
    return new


def _header(tag: str) -> dict[str, str]:
    try:
        plural = get_plural(tag.replace("-", "_"))
    except UnknownLocaleError:
        plural = get_plural("en")
    return {
        "Project-Id-Version": "peerkit",
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);" if tag == "es" else plural.plural_forms,
    }


def wrong_with(path: Path) -> list[str]:
    """What would be wrong to ship in a catalogue, a line each."""
    po = polib.pofile(path, check_for_duplicates=True)
    return [f"{path.name}: {wrong}" for wrong in (*incomplete(po), *unsound(po), *_by_msgfmt(path))]


def incomplete(po: polib.POFile) -> Iterator[str]:
    """What an evening says that is not there, or not translated; and what is nowhere said."""
    had = {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}
    wanted = everything()
    yield from (f"missing: {text}" for _context, text in wanted.keys() - had.keys())
    yield from (f"is not said any more: {text}" for _context, text in had.keys() - wanted.keys())
    if any(had[key].comment != wanted[key].comment for key in wanted.keys() & had.keys()):
        yield "what is translated first is not as it says: python -m tests.catalogues extract"
    for key in wanted.keys() & had.keys():
        if TIER_ONE in wanted[key].comment and not had[key].translated():
            yield f"{'fuzzy' if had[key].fuzzy else 'empty'}: {key[1]}"


def unsound(po: polib.POFile) -> Iterator[str]:
    """What is translated and can't be said as it stands."""
    found = re.fullmatch(r"nplurals=(\d+); *plural=(.*?);?", po.metadata.get("Plural-Forms", ""))
    if not found:
        yield "has no Plural-Forms"
        return
    forms, rule = int(found[1]), c2py(found[2])
    numbers = Counter(map(rule, range(1001)))
    if max(numbers) >= forms:
        yield f"Plural-Forms: form {max(numbers)}, of {forms}"
    language = _cldr(po.metadata["Language"])
    if language:
        both = {(rule(n), language.plural_form(n)) for n in range(1001)}
        if len(both) != len(numbers):
            yield f"Plural-Forms: not as CLDR has them: {sorted(both)}"
        yield from _not_as_cldr(po, language)
    if named := [key for key in ("Last-Translator", "Language-Team") if po.metadata.get(key, "").strip()]:
        yield f"says who wrote it: leave empty {' and '.join(named)}"
    yield from _taken_twice(po)
    yield from _not_as_help_says(po)
    for entry in po:
        if entry.msgid == UP_TO_TWENTY and entry.translated() and entry.msgstr.count("|") != 20:
            yield f"numbers in words: there are 21, from 0 to 20, split by |: {entry.msgid}"
        if not entry.obsolete and entry.translated():
            yield from (f"{why}: {entry.msgid}" for why in _unsound(entry, numbers))


def _unsound(entry: polib.POEntry, numbers: Counter[int]) -> Iterator[str]:
    for form, text in entry.msgstr_plural.items() or [(-1, entry.msgstr)]:
        message = entry.msgid if form < 1 else entry.msgid_plural
        if not is_sound(text, message):
            yield "its parts or signs are not right"
        if "{n}" in message and "{n}" not in text and numbers[form] != 1:
            yield "{n} may be left out where a form is for one number only"
        if TURNS_ROUND.search(text):
            yield "has a sign that turns others round"
        if _end(text) != _end(message) and "short" not in (entry.msgctxt or ""):
            yield f"ends otherwise ({text[-1:]})"
        if text != text.strip() and message == message.strip():
            yield "begins or ends with a space"


def _taken_twice(po: polib.POFile) -> Iterator[str]:
    """Words to type that mean two things, are a key, or have more words than are looked for."""
    english = in_english_already()
    own: dict[str, str] = {}
    for entry in po:
        if entry.msgctxt == TO_SAY and entry.translated():
            for word in map(folded, entry.msgstr.split("|")):
                other = own.setdefault(word, entry.msgid)
                meant = english.get(word, {entry.msgid})
                if other != entry.msgid:
                    yield f'the word to say "{word}" stands for {other} and for {entry.msgid}'
                if entry.msgid not in meant:
                    yield f'the word to say "{word}" stands for {entry.msgid}, and in English for {min(meant)}'
                if len(word) < 2 or len(word.split()) > MOST_WORDS:
                    yield f'the word to say "{word}" has one letter, or more than {MOST_WORDS} words'


def _not_as_help_says(po: polib.POFile) -> Iterator[str]:
    """Where help says of an action what can be said, and its word is another."""
    said = {entry.msgid: entry.msgstr for entry in po if entry.translated()}
    called = {entry.msgid: entry.msgstr for entry in po if entry.msgctxt == TO_SAY and entry.translated()}
    for action in ACTIONS:
        shown, words = folded(said.get(action.says, "")), [action.word, *called.get(action.word, "").split("|")]
        if shown and action.word in called and not any(folded(word) in shown for word in words):
            yield f"help says {said[action.says]}, and the word to say is {called[action.word]}"


def in_english_already() -> dict[str, set[str]]:
    """What can be typed in English, each with all that it stands for."""
    others = {**ALSO, "yes": YES, "no": NO, "back": (*BACK, *prompt.BACK), "quit": prompt.QUIT}
    said = [(word, word) for word in (*WORDS, *BY_WORD)]
    said += [(other, word) for word, each in others.items() for other in each]
    said += [(each, word) for each, several in EITHER.items() for word in several]
    said += [(each, "help") for each in prompt.HELP]
    found: dict[str, set[str]] = {}
    for other, word in said:
        found.setdefault(folded(other), set()).add(word)
    return found


def _end(text: str) -> str:
    return next((kind for kind, signs in KINDS.items() if text[-1:] in signs), "") if text else ""


def _cldr(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _not_as_cldr(po: polib.POFile, language: Locale) -> Iterator[str]:
    names = _days_and_months(language)
    for entry in po:
        if (name := names.get((entry.msgctxt, entry.msgid))) and entry.translated() and entry.msgstr != name:
            yield f"{entry.msgid}: {entry.msgstr}, and CLDR has {name}"


def _days_and_months(language: Locale) -> dict[Key, str]:
    """What CLDR calls each, as it stands in a date, and a month by itself."""
    english, called = Locale.parse("en"), {}
    for them, here in ((english.days, language.days), (english.months, language.months)):
        names = here["format"]["wide"]
        called |= {name: names[number] for number, name in them["format"]["wide"].items()}
    found: dict[Key, str] = {("the month" if name == "May" else None, name): there for name, there in called.items()}
    alone = language.months["stand-alone"]["wide"]
    months = english.months["stand-alone"]["wide"].items()
    found |= {("a month by itself", name): alone[number] for number, name in months}
    for context, them, here in (
        ("a day, short", english.days, language.days), ("a month, short", english.months, language.months),
    ):  # fmt: skip
        short = here["format"]["abbreviated"]
        found |= {(context, name): short[number] for number, name in them["format"]["abbreviated"].items()}
    return found


def _by_msgfmt(path: Path) -> list[str]:
    if shutil.which("msgfmt") is None:
        return []
    told = subprocess.run(["msgfmt", "--check", "-o", "-", path], capture_output=True, check=False)
    return told.stderr.decode().splitlines() if told.returncode else []


def main(does: str = "", *tags: str) -> int:
    """Do it, for each language or these; 1 where something is wrong."""
    paths = [LANGUAGES / f"{tag}.po" for tag in tags] or sorted(LANGUAGES.glob("*.po"))
    if does == "extract":
        for path in paths:
            old = polib.pofile(path) if path.exists() else None
            brought_up_to_date(path.stem, old).save(str(path))
        return 0
    if does == "compile":
        print(*compile_all(LANGUAGES), sep="\n")
        return 0
    if does == "check":
        wrong = [line for path in paths for line in wrong_with(path)]
        print(*wrong or [f"{len(paths)} languages can be shipped."], sep="\n")
        return min(len(wrong), 1)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
