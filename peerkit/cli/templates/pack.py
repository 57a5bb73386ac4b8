"""A pack for other groups: made, added after it was checked and shown, and taken back."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from peerkit.agreements.kinds import CHARTER, KINDS, RULES
from peerkit.border.agreement import check_data as check_agreement
from peerkit.border.template import check_data as check_template
from peerkit.border.validation import validate
from peerkit.cli.sheets.delivery import write_all
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.overwrite import keep_old, not_ours
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.leaflets.flyer import Flyer
from peerkit.messages import _, ngettext
from peerkit.packs.cleaning import Trace, cleaned, differences, not_agreed, still_held
from peerkit.packs.pack import FOLDERS, Act, Data, FileKey, Pack, acts
from peerkit.problems import Problem
from peerkit.wording.slugs import stem
from peerkit.words import USUAL
from peerkit.workspace import config, files, glance, packs
from peerkit.workspace.adopted import versions
from peerkit.workspace.agreements import held
from peerkit.workspace.catalogue import find
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template

_MOST_SHOWN = 40


def make(
    root: Root,
    names: Sequence[str],
    charters: Sequence[str],
    flyers: Sequence[str],
    name: str | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write a pack of these ways of meeting with their rules, or of everything of the group's own."""
    chosen = config.load(root, _("It may say what has to be left out, so nothing was made."))
    group = chosen.group
    called = stem(name or group.name or root.path.name)
    path = output or Path(f"{called}-pack.toml")
    not_ours(path, f"{called}-pack.toml")
    paths = _named(root, names, charters, flyers) if names or charters or flyers else _own(root)
    if not paths:
        raise PeerkitError(
            _("There is nothing of your own to pack."),
            _("To pack what comes with peerkit: {command}", command="peerkit template pack weekly-circle"),
        )
    about = (group.where, group.contact, group.postcode, group.web, group.online, group.getting_in, *chosen.support)
    own = [line for line in about if len(line) > 3]
    made: dict[FileKey, Data] = {}
    gone: list[Trace] = []
    for key, file in paths.items():
        made[key], without = cleaned(files.read_toml(file), own)
        gone += [Trace(f"{'/'.join(key)}: {each.place}", each.what) for each in without]
    write_all({path: packs.text(Pack(called, made), path.name)}, force=force)
    console.out(_("In the pack {name}:", name=called))
    console.out("\n".join("/".join(key) for key in made))
    if gone:
        console.out(_("Left out of it:"))
        console.out("\n".join(_shown(gone)))
    console.out(_("Whoever gets it types: {command}", command=f"peerkit template add {path.name}"))


def _own(root: Root) -> dict[FileKey, Path]:
    return {
        (where, path.stem): path for where in FOLDERS for path in sorted((root.templates / where).glob("[!.]*.toml"))
    }


def _named(root: Root, names: Sequence[str], charters: Sequence[str], flyers: Sequence[str]) -> dict[FileKey, Path]:
    """The files of what was named, and the rules and flyers that go with the ways of meeting."""
    found: dict[FileKey, Path] = {}
    rules = glance.names(root, "agreements")
    for name in names:
        path = find_template(root, name)
        found["sessions", path.stem] = path
        agreement = files.read_toml(path).get("agreement")
        if agreement in rules:
            found["agreements", agreement] = rules[agreement]
    for where, some, kind in (("charters", charters, "charter"), ("flyers", flyers, "flyer")):
        for name in some:
            path = find(root, where, name, kind)
            found[where, path.stem] = path
    for (where, name), path in _own(root).items():
        sessions = files.read_toml(path).get("sessions", []) if where == "flyers" else []
        if isinstance(sessions, list) and {each for kind, each in found if kind == "sessions"} & set(
            map(str, sessions)
        ):
            found[where, name] = path
    return found


def add(root: Root, path: Path, *, yes: bool) -> None:
    """Look a pack over, show what adding it does, and do it after a yes. Raises PeerkitError."""
    pack = packs.read(path)
    without = {key: not_agreed(data) for key, data in pack.files.items()}
    advice = _checked(root, path, without)
    pack = Pack(pack.name, without)
    earlier, there = packs.earlier(root, pack.name), packs.there(root)
    todo = acts(pack, earlier, there, _agreed(root, there))
    console.out("\n".join(_told(pack, todo, earlier)))
    kept = [
        Trace(f"{'/'.join(key)}: {each.place}", each.what) for key, data in without.items() for each in still_held(data)
    ]
    if kept:
        console.out(
            "\n".join([_("It still holds numbers, addresses or links. Are they right for you?"), *_shown(kept)])
        )
    if advice:
        said = ngettext(
            "There is {n} thing to think about in it.", "There are {n} things to think about in it.", advice
        )
        console.out(said)
    if not any(act.step in ("new", "beside", "update") for act in todo):
        console.out(_("There is nothing to add."))
        return
    if not yes:
        hint = _("This takes a yes. To add it, add {option}.", option="--yes")
        prompt.need_yes(_("Add it?"), _("Nothing was added."), hint)
    _write(root, pack, todo, earlier)
    console.out(_("Added. Nothing in it is agreed yet."))
    console.out(_("To take it back: {command}", command=root.command("template drop", pack.name)))


def _checked(root: Root, path: Path, made: dict[FileKey, Data]) -> int:
    """How much advice there is. Raises PeerkitError with everything that is wrong."""
    known = {name for where, name in made if where == "agreements"} | set(glance.names(root, "agreements"))
    found = [(key, problem) for key, data in made.items() for problem in _problems(key[0], data, known)]
    wrong = [f"{'/'.join(key)}: {each.place}: {each.reason}" for key, each in found if each.severity == "error"]
    if wrong:
        lines = [files.shown(line) for line in wrong[:_MOST_SHOWN]]
        raise PeerkitError(
            "\n".join([_("{file} can't be added:", file=files.shown(path)), *lines]),
            _("Nothing was added. Ask whoever made it for a new one."),
        )
    return len(found)


def _problems(where: str, data: Data, known: set[str]) -> Sequence[Problem]:
    filled = USUAL.fill_in(data)
    if where == "sessions":
        return check_template(filled, known)[1]
    if where == "flyers":
        return validate(Flyer, filled)[1]
    return check_agreement(filled, CHARTER if where == "charters" else RULES)


def _agreed(root: Root, there: dict[FileKey, Data]) -> frozenset[FileKey]:
    """What the group has agreed on, now or once."""
    return frozenset(
        (kind.folder, name)
        for kind in KINDS
        for where, name in there
        if where == kind.folder
        and (there[where, name].get("version") or there[where, name].get("adopted") or versions(root, kind, name))
    )


def _told(pack: Pack, todo: Sequence[Act], earlier: Pack | None) -> Iterator[str]:
    yield _("The pack {name}:", name=pack.name)
    for act in todo:
        where, name = act.key
        here = f"{where}/{act.name}"
        title = files.shown(str(act.data.get("title", "")))
        yield {
            "new": _("New: {file} ({title})", file=here, title=title),
            "beside": _("New beside your own {name}: {file} ({title})", name=f"{where}/{name}", file=here, title=title),
            "same": _("There already, and just the same: {file}", file=here),
            "update": _("Newer: {file} ({title})", file=here, title=title),
            "kept": _("Kept as you have it: {file}", file=here),
            "gone": _("You took it away, and it stays away: {file}", file=here),
        }[act.step]
        if act.step in ("update", "kept"):
            yield from _different(act)
    named = {act.data.get("agreement") for act in todo if act.key[0] == "sessions"}
    for act in todo:
        if act.step == "beside" and act.key[0] == "agreements" and act.key[1] in named:
            yield _("Its ways of meeting show your own {name}.", name=act.key[1])
    if earlier and (less := [key for key in earlier.added if key not in pack.files]):
        yield _("Not in it any more, and kept: {files}", files=", ".join(map("/".join, less)))


def _different(act: Act) -> Iterator[str]:
    for each in list(differences(act.before, act.data))[:_MOST_SHOWN]:
        yield files.shown(_("  {place}", place=each.place))
        if each.before:
            yield files.shown(_("    here: {text}", text=each.before))
        if each.after:
            yield files.shown(_("    pack: {text}", text=each.after))


def _shown(gone: Sequence[Trace]) -> list[str]:
    lines = [files.shown(f"{each.place}: {each.what}") for each in gone[:_MOST_SHOWN]]
    more = len(gone) - len(lines)
    return [*lines, *([ngettext("And {n} more.", "And {n} more.", more)] if more else [])]


def _write(root: Root, pack: Pack, todo: Sequence[Act], earlier: Pack | None) -> None:
    added = dict(earlier.added) if earlier else {}
    base = {**(dict(earlier.files) if earlier else {}), **pack.files}
    with held(root):
        made: dict[Path, str | bytes] = {}
        for act in todo:
            if act.step in ("new", "beside", "update"):
                path = packs.path_of(root, act.key[0], act.name)
                keep_old(path)
                made[path] = packs.as_file(act.data, pack.name)
                added[act.key] = act.name
        record = packs.folder(root) / f"{pack.name}.toml"
        keep_old(record)
        made[record] = packs.text(Pack(pack.name, base, added), record.name)
        write_all(made, force=True)


def drop(root: Root, name: str) -> None:
    """Take away what a pack added; what the group changed or agreed on stays. Raises PeerkitError."""
    pack = packs.earlier(root, name)
    if pack is None:
        known = packs.added_packs(root)
        there_are = _("There are: {names}.", names=", ".join(known)) if known else _("None was added.")
        raise PeerkitError(
            _("No pack {name} was added.", name=files.shown(name)[:60]), did_you_mean(name[:60], known) or there_are
        )
    there = packs.there(root)
    agreed = _agreed(root, there)
    with held(root):
        for key, here in pack.added.items():
            path, where = packs.path_of(root, key[0], here), f"{key[0]}/{here}"
            if not path.exists():
                continue
            if there.get((key[0], here)) != pack.files.get(key) or (key[0], here) in agreed:
                console.out(_("Kept, for you changed it or agreed on it: {file}", file=where))
                continue
            files.remove(path)
            console.out(_("Taken away: {file}", file=where))
        record = packs.folder(root) / f"{name}.toml"
        keep_old(record)
        files.remove(record)
    again = f"{record}.before"
    console.out(_("To add it again: {command}", command=root.command("template add", Path(again))))
