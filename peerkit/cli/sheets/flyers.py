"""Flyers on the terminal: a list of them, one of the group's own, and its words in an editor."""

from pathlib import Path

from peerkit.agreements.choosing import own_name
from peerkit.border.validation import validate
from peerkit.cli.terminal import console, editor, prompt, viewer
from peerkit.cli.terminal.own import make_own
from peerkit.cli.terminal.problems import readable, report, unreadable
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.leaflets.check import check
from peerkit.leaflets.flyer import Flyer
from peerkit.messages import _
from peerkit.words import Words
from peerkit.workspace import catalogue, files, glance
from peerkit.workspace.catalogue import is_path
from peerkit.workspace.root import Root

_LONGEST_TITLE = 60


def list_all(root: Root, *, as_json: bool) -> None:
    """Each with its title, what it is, and the ways of meeting that it is for."""
    words = settings(root, note=True).words
    found = readable(
        glance.names(root, "flyers"),
        lambda path: catalogue.loaded(Flyer, path, words),
        lambda name: root.command("flyer edit", name),
    )
    if as_json:
        console.as_json([
            {"name": name, "title": each.title, "summary": each.summary, "sessions": list(each.sessions)}
            for name, each in found.items()
        ])  # fmt: skip
        return
    told = {name: _told(each) for name, each in found.items()}
    if viewer.looks():
        from peerkit.cli.terminal import views

        viewer.show(views.named(told))
        return
    for name, each in told.items():
        console.out(f"{name}: {each}")


def _told(flyer: Flyer) -> str:
    title = flyer.title if flyer.title[-1] in ".?!" else f"{flyer.title}."
    goes_with = _("Goes with: {names}.", names=", ".join(flyer.sessions)) if flyer.sessions else ""
    return f"{title} {flyer.about(flyer)} {goes_with}".rstrip()


def make_new(root: Root, name: str, source: str, title: str | None, *, replace: bool) -> None:
    """Copy a flyer under a new name with another title, and say what is to be filled in."""
    path = find(root, source)
    words = catalogue.loaded(Flyer, path, Words())
    own = make_own(root, "flyer", "flyers", name, path, title, replace=replace, longest=_LONGEST_TITLE)
    unsaid = [each.label for each in words.detail if not each.says]
    if unsaid and prompt.at_a_terminal():
        unsaid = _answered(own, unsaid)
    if unsaid:
        console.out(f"To be answered in your own words, with says = ... below each label: {', '.join(unsaid)}.")
    console.out(f"Change it: {root.command('flyer edit', own.stem)}")
    console.out(f"Print it: {root.command('flyer print --template', own.stem)}")


def _answered(path: Path, labels: list[str]) -> list[str]:
    """Ask for what the flyer does not say yet, and write the answers into it; gives back what was left empty."""
    import tomli_w

    console.out("In your own words. Enter leaves a line to write on.")
    text, unsaid = files.read_text(path, to_edit=True), []
    for label in labels:
        if said := prompt.ask(f"{label}?", _line, "", about="It is printed beside these words, on every flyer."):
            before = tomli_w.dumps({"label": label})
            text = text.replace(before, f"{before}{tomli_w.dumps({'says': said})}", 1)
        else:
            unsaid.append(label)
    files.write_atomic(path, text, private=False)
    return unsaid


def _line(typed: str) -> str:
    """Raises ValueError with a sentence where it can't be a line."""
    return own_name(typed) if typed.strip() else ""


def edit_one(root: Root, name: str) -> None:
    """Open it, then look it over. One that comes with peerkit is copied into the workspace first."""
    found = find(root, name)
    path = editor.own_file(root, "flyers", name, found)
    again = root.command("flyer edit", Path(name) if is_path(name) else name)
    otherwise = f"Open this in any text editor: {files.shown(path)}"
    if path != found:
        new = root.command(f"flyer new our-{found.stem} --from", found.stem)
        otherwise = f"For a file of your own, to open in any text editor: {new}"
    editor.edit(path, found, _reads, again, otherwise)
    _check(root, path if path.exists() else found, again)


def find(root: Root, name: str) -> Path:
    """The file of a flyer: by name, by path, or by the name of a way of meeting that it is for. Raises PeerkitError."""
    known = glance.names(root, "flyers")
    if name not in known and name in glance.names(root):
        for path in known.values():
            if _reads(path) and name in catalogue.loaded(Flyer, path).sessions:
                return path
    return catalogue.find(
        root, "flyers", name, _("flyer"), _("See them all: {command}", command=root.command("flyer list"))
    )


def _reads(path: Path) -> bool:
    try:
        catalogue.loaded(Flyer, path)
    except PeerkitError:
        return False
    return True


def _check(root: Root, path: Path, again: str) -> None:
    try:
        flyer, problems = validate(Flyer, settings(root).words.fill_in(files.read_toml(path)))
        problems = check(flyer) if flyer is not None else problems
    except PeerkitError as error:
        problems = [unreadable(error)]
    report([(path.name, problem) for problem in problems], {path.name: path}, as_json=False, again=again)
