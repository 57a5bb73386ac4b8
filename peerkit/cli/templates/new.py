"""A way of meeting of the group's own, from one that is there."""

from pathlib import Path

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.errors import PeerkitError
from peerkit.wording.safe import clean, one_line
from peerkit.wording.slugs import STEM, stem
from peerkit.words import Words
from peerkit.workspace import files, glance
from peerkit.workspace.editing import edited
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template

LONGEST_TITLE = 200


def make_new(root: Root, name: str, source: str, title: str | None, *, replace: bool) -> None:
    """Copy a template under a new name with another title: asked for at a terminal, or made from the name."""
    target = root.template_files / f"{_fit_for_a_file(name)}.toml"
    may_write(target, replace=replace)
    path = find_template(root, source)
    load_template(path, Words())
    refusal = PeerkitError(
        "The title could not be put in place of the old one.", "Leave out --title, then change it in an editor."
    )
    text = edited(files.read_text(path), {"title": _checked(_title(name) if title is None else title)}, refusal)
    instead = name in glance.names(root) and not target.exists()
    keep_old(target)
    files.write_atomic(target, text, private=False)
    console.out(f"Made {target}")
    if instead:
        console.out(f"From now on it is used instead of the {name} that comes with peerkit.")
    console.out(f"Change it in any text editor, then look it over: {root.command('template check', name)}")


def _title(name: str) -> str:
    """What the new one is called when its title was not given: asked for, or `Our evening` for our-evening."""
    words = " ".join(name.replace("_", "-").split("-")).strip()
    usual = words[:1].upper() + words[1:]
    if not prompt.at_a_terminal():
        return usual
    return prompt.ask("What is it called?", str, usual, about="Say its title. It stands on every sheet, and in lists.")


def _fit_for_a_file(name: str) -> str:

    if STEM.fullmatch(name):
        return name
    raise PeerkitError(
        f'"{name[:80]}" can\'t be the name of a template: it is at most 64 letters, digits and hyphens, '
        "without a folder.",
        f"For example: peerkit template new {stem(Path(name).stem)}",
    )


def _checked(title: str) -> str:
    try:
        if len(title) > LONGEST_TITLE:
            raise ValueError(f"is longer than {LONGEST_TITLE} characters.")
        title.encode()
        return one_line(clean(title))
    except UnicodeEncodeError as error:
        raise PeerkitError("--title holds something that is not text.", "Type it again.") from error
    except ValueError as error:
        raise PeerkitError(f"--title {error}", "Choose another title.") from error
