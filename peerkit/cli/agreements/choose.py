"""Choosing together, or by options: from what is there and from the bank, to a file of the group's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement
    from peerkit.agreements.choosing import Draft
    from peerkit.agreements.kinds import Kind
    from peerkit.workspace.root import Root

OUR_VALUE = "What matters to us"


@dataclass(frozen=True)
class Wanted:
    """What was said by options, as it was typed."""

    strike: Sequence[str] = ()
    wording: Sequence[str] = ()
    choice: Sequence[str] = ()
    add: Sequence[str] = ()
    title: str | None = None

    def __bool__(self) -> bool:
        return any((self.strike, self.wording, self.choice, self.add))


def choose_together(
    root: "Root", kind: "Kind", name: str, source: str | None, wanted: Wanted, *, everything: bool, asking: bool
) -> None:
    """Lead the group through it, or do what the options say, and write the file."""
    from peerkit.agreements.choosing import Draft, speaks_like
    from peerkit.workspace.agreements import load_as_written, load_bank

    target = _target(root, kind, name)
    begin = load_as_written(_beginning(root, kind, name, source), kind)
    if source is not None:
        begin = replace(begin, version=None, adopted=None, review=None)
    begin = replace(begin, title=_title(begin.title, wanted.title))
    bank = load_bank(root, kind)
    draft = Draft.of(begin, bank)
    if not speaks_like(begin, bank):
        console.note(
            f"The wordings to choose from are in another language ({bank.language}), so only yours are offered."
        )
    if wanted or not asking:
        write(root, kind, target, begin, _by_options(draft, wanted, kind))
        return
    if not prompt.at_a_terminal():
        if source is None and wanted.title is None:
            example = f"{kind.command} choose --choice {_example(draft)}=2"
            raise PeerkitError(
                "There is no terminal to ask at, and no option says what to choose.",
                f"For example: {root.command(example, kind.unless_usual(name))}",
            )
        write(root, kind, target, begin, draft)
        return
    from peerkit.cli.agreements.dialogue import aloud

    new = source is not None and wanted.title is None
    aloud(root, kind, target, begin, draft, everything=everything, new=new)


def _example(draft: "Draft") -> str:
    from peerkit.agreements.choosing import in_one_word

    return next((in_one_word(rule.topic) for rule in draft.rules if rule.topic and rule.option), "TOPIC")


def _target(root: "Root", kind: "Kind", name: str) -> Path:
    """The group's own file of that name, which may not be there yet. Raises PeerkitError."""
    from peerkit.workspace import glance
    from peerkit.workspace.catalogue import in_nfc, may_be_named, stem_of

    folder, known = root.templates / kind.folder, glance.names(root, kind.folder).get(in_nfc(name))
    if known is not None:
        return known if known.parent == folder else folder / known.name
    if may_be_named(name):
        return folder / f"{in_nfc(name)}.toml"
    plain = stem_of(Path(name))
    plain = plain if may_be_named(plain) else f"our-{plain}"
    new = root.command(f"{kind.command} choose {plain} --from {kind.usual}")
    raise PeerkitError(
        f'"{echoed(name)}" can\'t be its name: that is at most 64 letters, digits, hyphens, dots and spaces, '
        "without a folder. It begins with a letter or a digit.",
        f"For example: {new}\nTo begin from a file: peerkit {kind.command} choose {kind.usual} --from FILE",
    )


def _beginning(root: "Root", kind: "Kind", name: str, source: str | None) -> Path:
    from peerkit.workspace import glance
    from peerkit.workspace.agreements import find_agreement
    from peerkit.workspace.catalogue import in_nfc
    from peerkit.workspace.root import typed

    known = glance.names(root, kind.folder)
    if source is None and in_nfc(name) not in known:
        meant = f"{did_you_mean(name, known)} ".lstrip()
        new = root.command(f"{kind.command} choose {typed(in_nfc(name))} --from {kind.usual}")
        raise PeerkitError(f'There is no {kind.whole} called "{echoed(name)}".', f"{meant}To make a new one: {new}")
    return find_agreement(root, name if source is None else source, kind)


def _title(usual: str, typed: str | None) -> str:
    """What was typed, or what it is called already. Raises BadParameter."""
    from peerkit.agreements.choosing import own_name

    try:
        return usual if typed is None else own_name(typed)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--title") from None


def _by_options(draft: "Draft", wanted: Wanted, kind: "Kind") -> "Draft":
    for typed in wanted.wording:
        topic, number = _topic_and_number(typed, "--wording")
        draft = _reworded(draft, topic, number)
    for typed in wanted.choice:
        topic, number = _topic_and_number(typed, "--choice", or_word="open")
        draft = _decided(draft, topic, number, kind)
    places = sorted((_place(draft, typed, "--strike", kind) for typed in set(wanted.strike)), reverse=True)
    for place in dict.fromkeys(places):
        draft = draft.strike(place)
    for typed in wanted.add:
        try:
            draft = draft.add(typed, OUR_VALUE)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--add") from None
    return draft


def _topic_and_number(typed: str, option: str, or_word: str = "") -> tuple[str, int]:
    """`phones=2`; 0 for the word that may stand instead of a number."""
    topic, _, number = typed.rpartition("=")
    if topic and or_word and number.strip().lower() == or_word:
        return topic.strip(), 0
    if topic and number.strip().isascii() and number.strip().isdigit() and len(number) < 4 and int(number) > 0:
        return topic.strip(), int(number)
    also = f" or phones={or_word}" if or_word else ""
    raise typer.BadParameter(
        f'"{echoed(typed)}" is not a topic with a number, such as phones=2{also}.', None, None, option
    )


def _place(draft: "Draft", typed: str, option: str, kind: "Kind") -> int:
    from peerkit.agreements.choosing import in_one_word

    place = draft.find(typed)
    if place is None:
        named = [in_one_word(name) for rule in draft.rules for name in (rule.topic, rule.value) if name]
        hint = did_you_mean(in_one_word(typed), dict.fromkeys(named)) or f"There are: {_topics(draft)}."
        said = f'No {kind.one} is about "{echoed(typed)}". {hint} Or say its number, from 1 to {len(draft.rules)}.'
        raise typer.BadParameter(said, param_hint=option)
    return place


def _topics(draft: "Draft") -> str:
    """`confidentiality (Trust), difference (Respect)`: what a rule can be called, as a sheet has it and as it is typed.

    A rule without a topic, or whose topic is its value, is called by its value alone.
    """
    from peerkit.agreements.choosing import in_one_word

    names: dict[str, None] = {}
    for rule in draft.rules:
        topic, value = in_one_word(rule.topic or ""), in_one_word(rule.value)
        names[f"{topic} ({rule.value})" if topic and topic != value else value] = None
    return ", ".join(names)


def _reworded(draft: "Draft", named: str, number: int) -> "Draft":
    from peerkit.agreements.choosing import in_one_word

    place = draft.find(named)
    topic = draft.topic_of(draft.rules[place]) if place is not None else None
    if place is None:
        topic = next((topic for topic in draft.topics if in_one_word(topic.name) == in_one_word(named)), None)
    if topic is None:
        known = [in_one_word(topic.name) for topic in draft.topics]
        hint = did_you_mean(in_one_word(named), known) or f"There are: {', '.join(known)}."
        raise typer.BadParameter(f'No wordings are about "{echoed(named)}". {hint}', param_hint="--wording")
    if number > len(topic.wording):
        there = f'"{topic.name}" has {len(topic.wording)} wordings, and {number} is none of them.'
        raise typer.BadParameter(there, param_hint="--wording")
    if place is not None:
        return draft.reword(place, number)
    try:
        return draft.take(topic, number)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--wording") from None


def _decided(draft: "Draft", named: str, number: int, kind: "Kind") -> "Draft":
    place = _place(draft, named, "--choice", kind)
    options = draft.rules[place].option
    if not options:
        raise typer.BadParameter(f'There is nothing to choose in "{echoed(named)}".', param_hint="--choice")
    if number > len(options):
        there = f'"{echoed(named)}" has {len(options)} choices, and {number} is none of them.'
        raise typer.BadParameter(there, param_hint="--choice")
    return draft.decide(place, number or None)


def finished(begin: "Agreement", draft: "Draft", kind: "Kind") -> "Agreement":
    """What is to be written. Raises PeerkitError where nothing is left."""
    if not draft.rules:
        raise PeerkitError(f"No {kind.one} is left, so nothing was written.", "Keep one, or add one of your own.")
    return replace(begin, rule=draft.rules)


def write(root: "Root", kind: "Kind", target: Path, begin: "Agreement", draft: "Draft") -> None:
    """Put it in the group's own file, keep what was there, and say so."""
    from peerkit.agreements.stored import as_text
    from peerkit.cli.terminal.overwrite import keep_old
    from peerkit.workspace import agreements, files, glance

    agreement = finished(begin, draft, kind)
    instead = target.stem in glance.names(root, kind.folder) and not target.exists()
    if _holds(target, agreement, kind):
        console.out(f"Nothing is different, so nothing was written. It is in {files.shown(target)}")
        return
    text = as_text(agreement, kind)
    agreements.writable(target, text, kind)
    with agreements.held(root):
        keep_old(target)
        files.write_atomic(target, text, private=False)
    console.out(f"Written: {files.shown(target)}")
    if instead:
        console.out(f"From now on it is used instead of the {target.stem} that comes with peerkit.")
    name = kind.unless_usual(target.stem)
    console.out(f"Look at it: {root.command(f'{kind.command} show', name)}")
    console.out(f"Print it: {root.command(f'{kind.command} print', name)}")
    console.out(f"When the group has agreed: {root.command(f'{kind.command} adopt', name)}")


def _holds(path: Path, agreement: "Agreement", kind: "Kind") -> bool:
    """Whether a file says this already; one that can't be read does not."""
    from peerkit.workspace.agreements import load_as_written

    try:
        return load_as_written(path, kind) == agreement
    except PeerkitError:
        return False
