"""A file of the group's own, from one that is there: copied under a new name with another title."""

from pathlib import Path

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.wording.safe import clean, one_line
from peerkit.wording.slugs import STEM, is_device, stem
from peerkit.workspace import files, glance
from peerkit.workspace.editing import edited
from peerkit.workspace.root import Root


def make_own(
    root: Root, noun: str, folder: str, name: str, path: Path, title: str | None, *, replace: bool, longest: int = 200
) -> Path:
    """Copy the file at `path` into a `folder` of templates, and give back where it is.

    Its title is asked for at a terminal, or made from the name. `noun` is the command, as in `peerkit template new`,
    and `longest` how many characters a title has. Raises PeerkitError.
    """
    target = root.templates / folder / f"{_fit_for_a_file(name, noun)}.toml"
    may_write(target, replace=replace)
    refusal = PeerkitError(
        _("The title could not be put in place of the old one."),
        _("Leave out {option}, then change it in an editor.", option="--title"),
    )
    said = _checked(_title(name) if title is None else title, longest)
    text = edited(files.read_text(path), {"title": said}, refusal)
    instead = name in glance.names(root, folder) and not target.exists()
    keep_old(target)
    files.write_atomic(target, text, private=False)
    console.out(_("Made {file}", file=target))
    if instead:
        console.out(_("From now on it is used instead of the {name} that comes with peerkit.", name=name))
    return target


def _title(name: str) -> str:
    """What the new one is called when its title was not given: asked for, or `Our evening` for our-evening."""
    words = " ".join(name.replace("_", "-").split("-")).strip()
    usual = words[:1].upper() + words[1:]
    if not prompt.at_a_terminal():
        return usual
    about = _("Say its title. It stands on every sheet, and in lists.")
    return prompt.ask(_("What is it called?"), str, usual, about=about)


def _fit_for_a_file(name: str, noun: str) -> str:
    if is_device(name):
        raise PeerkitError(
            _('"{name}" can\'t be a name here: Windows keeps it for a device.', name=name),
            _("For example: {command}", command=" ".join(["peerkit", noun, "new", f"our-{stem(name)}"])),
        )
    if STEM.fullmatch(name):
        return name
    raise PeerkitError(
        _(
            '"{name}" can\'t be a name here: that is at most 64 letters, digits and hyphens, without a folder.',
            name=name[:80],
        ),
        _("For example: {command}", command=f"peerkit {noun} new {stem(Path(name).stem)}"),
    )


def _checked(title: str, longest: int) -> str:
    try:
        if len(title) > longest:
            raise ValueError(_("is longer than {most} characters.", most=longest))
        title.encode()
        return one_line(clean(title))
    except UnicodeEncodeError as error:
        raise PeerkitError(_("--title holds something that is not text."), _("Type it again.")) from error
    except ValueError as error:
        raise PeerkitError(f"--title {error}", _("Choose another title.")) from error
