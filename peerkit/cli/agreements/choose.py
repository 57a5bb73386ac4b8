"""Choosing, together or by options: from what is there and from the bank, to a file of the group's own."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.changes import changes
from peerkit.agreements.check import check
from peerkit.agreements.choosing import Draft, own_name, speaks_like
from peerkit.agreements.decisions import DecisionError, decided
from peerkit.agreements.kinds import Kind
from peerkit.agreements.stored import as_text
from peerkit.cli.agreements.before import lines
from peerkit.cli.agreements.dialogue import choose_aloud
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.options import checked
from peerkit.cli.terminal.overwrite import keep_old
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug, stem
from peerkit.workspace import files, glance
from peerkit.workspace.agreement_text import rewritten
from peerkit.workspace.agreements import find_agreement, held, load_as_written, load_bank, load_if_readable, writable
from peerkit.workspace.builtin import ships
from peerkit.workspace.catalogue import find, in_nfc, may_be_named
from peerkit.workspace.root import Root, typed


def choose(
    root: Root,
    kind: Kind,
    name: str,
    source: str | None,
    title: str | None,
    *,
    everything: bool,
    asking: bool,
    **options: Sequence[str],
) -> None:
    """Do what the options say, or lead the group through all of it, and write the file.

    It begins from `source`, else from what has that name. `everything`: through all the other topics, too.
    `options` are those of `decided`.
    """
    target, first = _own_file(root, kind, name), _first_file(root, kind, name, source)
    begin = load_as_written(first, kind)
    speak_of(begin.language, begin.title)
    if source is not None:
        begin = replace(begin, version=None, adopted=None, review=None)
    if title is not None:
        begin = replace(begin, title=checked(own_name, "--title")(title))
    bank = load_bank(root, kind)
    draft = Draft.of(begin, bank)
    if not speaks_like(begin, bank):
        console.note(
            f"The wordings to choose from are in another language ({bank.language}), so only yours are offered."
        )
    if any(options.values()) or not asking:
        try:
            draft = decided(draft, kind, **options)
        except DecisionError as error:
            raise typer.BadParameter(str(error), param_hint=error.option) from None
        after = replace(begin, rule=draft.rules or begin.rule)
        for change in changes(begin, after, kind):
            console.out(settings(root).words.fill_in(change.said()))
        known = {"easy-missing", *(each.reason for each in check(begin, kind))}
        found = [each for each in check(after, kind) if not known & {each.code, each.reason}]
        for line in lines(found, kind):
            console.note(line)
    elif prompt.at_a_terminal():
        edit = root.command(f"{kind.command} edit", target.stem)
        new = source is not None and title is None
        words = settings(root, note=True).words
        done = choose_aloud(kind, words, begin, draft, edit, everything=everything, new=new)
        if done is None:
            return
        begin, draft = done
    elif source is None and title is None:
        topic = next((slug(rule.topic) for rule in draft.rules if rule.topic and rule.option), "TOPIC")
        command = f"{kind.command} choose --choice {topic}=2"
        raise PeerkitError(
            "There is no terminal to ask at, and no option says what to choose.",
            f"For example: {root.command(command, kind.unless_usual(name))}",
        )
    _write(root, kind, first, target, replace(begin, rule=draft.rules))


def _own_file(root: Root, kind: Kind, name: str) -> Path:
    """The group's own file of that name, which may not be there yet. Raises PeerkitError."""
    folder, known = root.templates / kind.folder, glance.names(root, kind.folder).get(in_nfc(name))
    if known is not None:
        return known if known.parent == folder else folder / known.name
    if may_be_named(name):
        return folder / f"{in_nfc(name)}.toml"
    plain = stem(Path(name).stem)
    plain = plain if may_be_named(plain) else f"our-{plain}"
    new = root.command(f"{kind.command} choose {plain} --from {kind.usual}")
    raise PeerkitError(
        f'"{echoed(name)}" can\'t be its name: that is at most 64 letters, digits, hyphens, dots and spaces, '
        "without a folder. It begins with a letter or a digit.",
        f"For example: {new}\nTo begin from a file: peerkit {kind.command} choose {kind.usual} --from FILE",
    )


def _first_file(root: Root, kind: Kind, name: str, source: str | None) -> Path:
    if source is not None:
        return find_agreement(root, source, kind)
    new = root.command(f"{kind.command} choose {typed(in_nfc(name))} --from {kind.usual}")
    return find(root, kind.folder, name, kind.whole, f"To make a new one: {new}")


def _write(root: Root, kind: Kind, first: Path, target: Path, agreement: Agreement) -> None:
    """Put it in the group's own file, keep what was there, and say so. Raises PeerkitError where nothing is left.

    It keeps the comments of its `first` file, where that is somebody's own.
    """
    if not agreement.rule:
        raise PeerkitError(f"No {kind.one} is left, so nothing was written.", "Keep one, or add one of your own.")
    instead = target.stem in glance.names(root, kind.folder) and not target.exists()
    if load_if_readable(target, kind) == agreement:
        console.out(f"Nothing is different, so nothing was written. It is in {files.shown(target)}")
        return
    if ships(first):
        text = as_text(agreement, kind)
    else:
        text = rewritten(files.read_text(first, to_edit=True), agreement, kind)
    writable(target, text, kind)
    with held(root):
        keep_old(target)
        files.write_atomic(target, text, private=False)
    console.out(f"Written: {files.shown(target)}")
    if instead:
        console.out(f"From now on it is used instead of the {target.stem} that comes with peerkit.")
    name = kind.unless_usual(target.stem)
    console.out(f"Look at it: {root.command(f'{kind.command} show', name)}")
    console.out(f"Print it: {root.command(f'{kind.command} print', name)}")
    console.out(f"When the group has agreed: {root.command(f'{kind.command} adopt', name)}")
