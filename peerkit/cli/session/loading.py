"""What an evening is made from, resolved once from the name that was typed: a plan, a template, or what is usual."""

from datetime import date, tzinfo

from peerkit.cli.terminal import console
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.planning.evening import Source
from peerkit.planning.request import SessionRequest
from peerkit.planning.usual import usual_start
from peerkit.workspace import catalogue, files, glance, plans
from peerkit.workspace.builtin import USUAL_TEMPLATE
from peerkit.workspace.root import Root


def load(root: Root, name: str | None, zone: tzinfo) -> Source:
    """A plan or a template by stem or path; without a name the usual template. From now on its language is spoken.

    Raises PeerkitError.
    """
    source = look_up(root, name, zone)
    speak_of(source.template.language, source.template.title)
    return source


def look_up(root: Root, name: str | None, zone: tzinfo) -> Source:
    """The same, and what is spoken stays. Raises PeerkitError."""
    chosen = settings(root)
    name = name or usual_template(root)
    try:
        source = plans.load(root, name, chosen.words, zone)
        return source._replace(start=usual_start("; ".join(chosen.group.days)) or usual_start(chosen.group.when))
    except catalogue.WrongFile:
        raise
    except PeerkitError as error:
        if name != chosen.template:
            raise
        named = _(
            "It is named in {file}: put template = ... right there, or take that line out.",
            file=files.shown(root.config),
        )
        raise PeerkitError(error.message, f"{named} {error.hint}".rstrip()) from error


def usual_template(root: Root) -> str:
    """The template that is meant when none is named: the group's choice, the last one used, or a weekly circle."""
    chosen = settings(root).template
    if chosen:
        return chosen
    from peerkit.tally import ledger  # an eighth of what `session plan NAME` imports, and it needs no counts

    try:
        last = ledger.last_session(root)
    except PeerkitError:  # a count that cannot be read keeps nobody from meeting; tally list names the line
        last = None
    return last if last and last in glance.names(root) else USUAL_TEMPLATE


def saved_for(root: Root, name: str, today: date) -> str:
    """The name; where it is that of a way of meeting, and a plan of it is saved from today on, the next of those."""
    if catalogue.is_path(name) or name in glance.plans(root):
        return name
    return glance.coming(root, name, today) or name


def meant(root: Root, name: str | None, request: SessionRequest, today: date) -> str | None:
    """The name of what is to be printed or tried: tonight's plan where none is typed, else as `saved_for` has it.

    Where something of the evening is typed, a way of meeting is meant as it is.
    """
    if name is None:
        return tonight(root, today)
    if any(request) or (found := saved_for(root, name, today)) == name:
        return name
    told = _("From the plan that is saved: {name}.", name=found)
    console.note(f"{told} {_('For another evening, add for example: {options}', options='--people 9')}")
    return found


def tonight(root: Root, today: date) -> str | None:
    """The name of the plan for today, when there is one."""
    plan = glance.tonight(root, today)
    return plan.stem if plan else None
