"""The verbs of `peerkit rules` and `peerkit charter`: one body each, for both."""

from typing import Annotated, Any

import typer

from peerkit.agreements.kinds import CHARTER, RULES, Kind
from peerkit.cli.sheets.options import WallPrintOptions
from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import Noun, noun, verb
from peerkit.cli.terminal.options import Json, Workspace, Yes, root_of, root_to_write

_Easy = Annotated[bool, typer.Option("--easy", help="Easy Read wording, where there is one.")]


def _commands(kind: Kind) -> Noun:
    """The noun for one kind of agreement."""
    app = noun(f"peerkit {kind.command} show\npeerkit {kind.command} choose")
    for add in (_list, _show, _topics, _choose, _edit, _check, _adopt, _changes, _print):
        add(app, kind)
    return app


def _name(kind: Kind, help: str = "By name, or the path of its file.") -> Any:
    return typer.Argument(metavar="[NAME]", help=help, autocompletion=completion.names(kind.folder))


def _repeated(name: str, metavar: str, help: str) -> Any:
    return typer.Option([], name, metavar=metavar, help=f"{help} Can be repeated.")


def _list(app: Noun, kind: Kind) -> None:
    @verb(
        app,
        "list",
        f"peerkit {kind.command} list",
        f"List the {kind.wholes}: those with peerkit, and your own.",
        speaks=True,
    )
    def list_them(as_json: Json = False, workspace: Workspace = None) -> None:
        from peerkit.cli.agreements.show import list_all

        list_all(root_of(workspace), kind, as_json=as_json)


def _show(app: Noun, kind: Kind) -> None:
    each = "their values, and where they stand" if kind is RULES else "value by value, and where it stands"
    says = f"Show {_it(kind)}, {each}."

    @verb(
        app, "show", f"peerkit {kind.command} show\npeerkit {kind.command} show {kind.usual} --easy", says, speaks=True
    )
    def show_it(
        ctx: typer.Context,
        name: Annotated[str, _name(kind)] = kind.usual,
        easy: _Easy = False,
        as_json: Json = False,
        workspace: Workspace = None,
    ) -> None:
        from peerkit.cli.agreements.show import show_one

        show_one(root_of(workspace), kind, name, ctx.obj.today(), easy=easy, as_json=as_json)


def _topics(app: Noun, kind: Kind) -> None:
    says = "Show all there is to choose from, by topic and number."

    @verb(
        app,
        "topics",
        f"peerkit {kind.command} topics\npeerkit {kind.command} topics --easy",
        says,
        speaks=True,
        in_english=True,
    )
    def topics(easy: _Easy = False, as_json: Json = False, workspace: Workspace = None) -> None:
        from peerkit.cli.agreements.show import list_topics

        list_topics(root_of(workspace), kind, easy=easy, as_json=as_json)


def _choose(app: Noun, kind: Kind) -> None:
    example = f"peerkit {kind.command} choose"
    topic = "phones" if kind is RULES else "hope"
    says = (
        f"Go through the {kind.many} together: keep, strike, change and add.\n\n"
        "One after another, to be read aloud. "
        "It begins from your own file, or else from the one that comes with peerkit. What was there is kept. "
        "With any of the options from --strike on it asks nothing."
    )

    @verb(
        app,
        "choose",
        f"{example}\n{example} ours --from {kind.usual} --wording {topic}=1",
        says,
        speaks=True,
        in_english=True,
    )
    def choose(
        name: Annotated[str, _name(kind, "What yours is called.")] = kind.usual,
        source: str | None = typer.Option(
            None,
            "--from",
            metavar="NAME",
            help="Begin from this one: by name, or its file.",
            autocompletion=completion.names(kind.folder),
        ),
        everything: bool = typer.Option(False, "--all", help="Go through all the other topics, too."),
        strike: list[str] = _repeated("--strike", "TOPIC", "Leave it out."),
        wording: list[str] = _repeated("--wording", "TOPIC=N", "Another wording, or a topic more."),
        choice: list[str] = _repeated("--choice", "TOPIC=N", "Choose, or TOPIC=open."),
        add: list[str] = _repeated("--add", "TEXT", "Your own words."),
        title: str | None = typer.Option(None, "--title", metavar="TEXT", help="What stands above it."),
        yes: Yes = False,
        workspace: Workspace = None,
    ) -> None:
        from peerkit.cli.agreements.choose import choose as choose_rules

        decisions = {"strike": strike, "wording": wording, "choice": choice, "add": add}
        root = root_to_write(workspace)
        choose_rules(root, kind, name, source, title, everything=everything, asking=not yes, **decisions)


def _edit(app: Noun, kind: Kind) -> None:
    says = f"Open {_it(kind)} in your editor, and check what you saved."

    @verb(app, "edit", f"peerkit {kind.command} edit", says, in_english=True)
    def edit(name: Annotated[str, _name(kind)] = kind.usual, workspace: Workspace = None) -> None:
        from peerkit.cli.agreements.edit import edit_one

        edit_one(root_to_write(workspace), kind, name)


def _check(app: Noun, kind: Kind) -> None:
    says = "Find what shuts people out, and what nobody can keep.\n\nAlso labels, jargon and sentences too long."

    @verb(
        app,
        "check",
        f"peerkit {kind.command} check\npeerkit {kind.command} check {kind.usual} --json",
        says,
        in_english=True,
    )
    def check(
        name: Annotated[str, _name(kind)] = kind.usual, as_json: Json = False, workspace: Workspace = None
    ) -> None:
        from peerkit.cli.agreements.edit import check_one

        check_one(root_of(workspace), kind, name, as_json=as_json)


def _adopt(app: Noun, kind: Kind) -> None:
    says = "Record that the group agreed today: never who, or how many."

    @verb(app, "adopt", f"peerkit {kind.command} adopt --review 2027-05", says, in_english=True)
    def adopt(
        ctx: typer.Context,
        name: Annotated[str, _name(kind, "Which one, by name.")] = kind.usual,
        review: str | None = typer.Option(
            None, "--review", metavar="MONTH", help="When to look at it again, such as 2027-05."
        ),
        yes: bool = typer.Option(
            False,
            "--yes",
            "-y",
            help="Ask nothing, and agree even if a choice is open, or there is something to put right.",
        ),
        workspace: Workspace = None,
    ) -> None:
        from peerkit.cli.agreements.adopt import adopt_one

        adopt_one(root_to_write(workspace), kind, name, review, ctx.obj.today(), asking=not yes)


def _changes(app: Noun, kind: Kind) -> None:
    example = f"peerkit {kind.command} changes\npeerkit {kind.command} changes --from 1 --to 2"
    says = "Say what is different from what was agreed last.\n\nOr between two versions."

    @verb(app, "changes", example, says, in_english=True)
    def changes(
        name: Annotated[str, _name(kind, "Which one, by name.")] = kind.usual,
        earlier: int | None = typer.Option(
            None, "--from", metavar="N", min=1, help="The earlier version. Otherwise the last."
        ),
        later: int | None = typer.Option(
            None, "--to", metavar="N", min=1, help="The later version. Otherwise what is there now."
        ),
        as_json: Json = False,
        workspace: Workspace = None,
    ) -> None:
        from peerkit.cli.agreements.show import show_changes

        show_changes(root_of(workspace), kind, name, earlier, later, as_json=as_json)


def _print(app: Noun, kind: Kind) -> None:
    example = f"peerkit {kind.command} print"
    says = f"Print {_it(kind)}: a PDF, unless you say otherwise. What is still open becomes boxes to tick together."

    @verb(app, "print", f"{example}\n{example} --style large --paper a3\n{example} -o {kind.usual}.html", says)
    def print_it(
        *, name: Annotated[str, _name(kind)] = kind.usual, printing: WallPrintOptions, workspace: Workspace = None
    ) -> None:
        from peerkit.cli.agreements.print import print_one

        print_one(root_of(workspace), kind, name, printing.request())


def _it(kind: Kind) -> str:
    return "the ground rules" if kind is RULES else "the charter"


rules = _commands(RULES)
charter = _commands(CHARTER)
