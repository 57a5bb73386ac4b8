"""The table of commands, and the one way out."""

import errno
import importlib
import os
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from peerkit import version
from peerkit.cli.terminal import console, language, prompt, refusal, viewer
from peerkit.cli.terminal.help import CONTEXT, Noun, typers
from peerkit.cli.terminal.help import show as show_help
from peerkit.cli.terminal.options import folder, folder_of, typed_folder
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.live.clock import Clock
from peerkit.messages import N_, _, marked, speaking, spoken
from peerkit.workspace import files
from peerkit.workspace.root import Root

COMMANDS = {
    "session": (
        "peerkit.cli.session.commands:app",
        N_("Plan an evening, run it live, go on with one that was cut off."),
    ),
    "template": ("peerkit.cli.templates.commands:app", N_("Ways of meeting: look at them, make your own, check them.")),
    "turns": ("peerkit.cli.turns.commands:app", N_("Equal turns: who sits with whom, who begins, and for how long.")),
    "tally": ("peerkit.cli.counts.commands:app", N_("Count who came, as numbers only.")),
    "rules": (
        "peerkit.cli.agreements.commands:rules",
        N_("Ground rules: choose, change and print them, and agree on them."),
    ),
    "charter": (
        "peerkit.cli.agreements.commands:charter",
        N_("A charter of values: choose, change and print it, and agree on it."),
    ),
    "voice": ("peerkit.cli.voice.commands:app", N_("What came of meeting, in sentences that the group adopts.")),
    "group": (
        "peerkit.cli.group.commands:app",
        N_("What your group says about itself: a calendar, listings for directories, a page for the web."),
    ),
    "flyer": ("peerkit.cli.sheets.commands:flyer", N_("A flyer for a shop window, to print.")),
    "starter": ("peerkit.cli.sheets.commands:starter", N_("A booklet for starting a group, to print.")),
    "init": ("peerkit.cli.init:app", N_("Set up a folder for your group.")),
    "where": ("peerkit.cli.where:app", N_("Show where things are kept, and what each is for.")),
}
_NOUNS = tuple(name for name in COMMANDS if name not in ("init", "where"))
_OUTPUT = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EAGAIN}
"""What a stream says that can't be written."""
if os.name == "nt":
    _OUTPUT.add(errno.EINVAL)  # what Windows says when nobody reads any more


class _Program(Noun):
    """All commands: loads a command's module only when that command is typed."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Ctrl-C ends it in our words, not in Typer's silence."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Abort from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The noun that was typed; a verb before its noun is taken for what it says, and said again in order."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            verb, noun = args[0], args[1] if len(args) > 1 else ""
            with_it = [each for each in _NOUNS if verb in _loaded(each).verbs]
            if noun in with_it:
                args = [noun, verb, *args[2:]]
                console.note(_("Taken for: {command}", command=f"peerkit {noun} {verb}"))
            elif with_it:
                ways = ", ".join(f"peerkit {each} {verb}" for each in with_it)
                ctx.fail(_('"{word}" comes after what it is about: {commands}.', word=verb, commands=ways))
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command, loaded now."""
        return _loaded(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """The list of commands, without loading any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, marked(help_text)) for name, (_path, help_text) in COMMANDS.items()])


@cache
def _loaded(name: str) -> Any:
    """The command with its options, made once however often the menu, or a test, runs it."""
    path, help_text = COMMANDS[name]
    module, _, attribute = path.partition(":")
    noun: Noun = getattr(importlib.import_module(module), attribute)
    if name not in _NOUNS:
        return noun.get_command(None, name)
    noun.name, noun.help = name, help_text
    return noun


app = typer.Typer(
    cls=_Program,
    rich_markup_mode=None,
    context_settings=CONTEXT,
    invoke_without_command=True,
    epilog="peerkit session start\npeerkit session rehearse --speed 60\npeerkit rules print",
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        console.out(version())
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    version: bool = typer.Option(  # noqa: ARG001 (answered by its callback)
        False, "--version", callback=_version, is_eager=True, help=N_("Show the version.")
    ),
    workspace: Path | None = typer.Option(
        None, "--workspace", metavar="DIR", parser=folder, help=N_("The group's folder, for every command.")
    ),
) -> None:
    """Everything a peer group needs to run itself, and nothing that anyone could use to keep watch on it."""
    if ctx.invoked_subcommand is None:
        if prompt.at_a_terminal():
            from peerkit.cli import menu

            raise typer.Exit(menu.run(workspace, ctx.obj.today(), lambda argv: main(argv, ctx.obj)))
        show_help(ctx)


def main(argv: list[str], clock: Clock | None = None) -> int:
    """Run what was typed; the one way out. A command finds `clock`, else the computer's own, in its context: `ctx.obj`.

    Gives 0 when done, 1 for something that a person can put right, 2 for a command typed wrong, 130 for Ctrl-C.
    """
    viewer.reads(argv)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them costs two starts of Python
    with speaking(spoken()), _paged(argv):  # and afterwards as before
        try:
            return _run(argv, clock or Clock())
        finally:
            console.turn_back()


def _paged(argv: list[str]) -> AbstractContextManager[None]:
    """Around a command: what turns its pages, where that was asked for."""
    if "--pager" not in argv:
        return nullcontext()
    from peerkit.cli.terminal import pager

    return pager.paged(argv)


def _run(argv: list[str], clock: Clock) -> int:
    try:
        if (root := _root_typed(argv)) is not None:
            language.begin(root, as_data="--json" in argv)
        result = _done(argv, clock)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except PeerkitError as error:
        refusal.tell(error.message, _here(error.hint, argv))
        return 1
    except TyperException as error:
        refusal.tell(*_usage(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        console.note(_("Stopped."))
        return 130
    except OSError as error:
        return _refused(error)


def _done(argv: list[str], clock: Clock) -> Any:
    """What a command gives. A file that comes with peerkit, and that somebody broke, is named: none was checked."""
    try:
        return app(_workspace_last(argv), prog_name="peerkit", standalone_mode=False, obj=clock)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        from peerkit.workspace import catalogue

        catalogue.doubted()
        raise


def _here(hint: str, argv: list[str]) -> str:
    """A hint whose commands mean the folder that was typed."""
    root = _root_typed(argv)
    return root.here(hint) if root else hint


def _root_typed(argv: list[str]) -> Root | None:
    """The group's folder, before anything else of a command is read; None where it is a file."""
    chosen = typed_folder(argv)
    try:
        return folder_of(Path(chosen) if chosen else None)
    except PeerkitError:
        return None


def _refused(error: OSError) -> int:
    """What the system would not do, in words; what only a mistake in peerkit can bring about keeps its traceback."""
    if error.filename is not None and files.has_reason(error):
        refused = files.translated(error, Path(os.fsdecode(error.filename)), "use")
        refusal.tell(refused.message, _("See to that, then try again."))
        return 1
    if error.filename is not None or error.errno not in _OUTPUT:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's own last flush is quiet
    if isinstance(error, BrokenPipeError):  # whoever reads has read enough
        return 0
    reason = (error.strerror or str(error)).lower()
    refusal.tell(_("What there is to read could not be written: {reason}.", reason=reason))
    return 1


def _usage(error: TyperException) -> tuple[str, str]:
    """What was typed wrong, and how to ask for help."""
    ctx = getattr(error, "ctx", None)
    hint = _("For help: {command}", command=f"{ctx.command_path} --help") if ctx is not None else ""
    message = re.sub(r"^Invalid value for [^:]*:", lambda found: found[0].replace("'", ""), error.format_message())
    message = message.replace("is not a valid int.", "is not a whole number. Write it in figures, such as 9.")
    if ctx is not None and hasattr(error, "possibilities"):  # there is no such option
        names = [name for param in ctx.command.params for name in (*param.opts, *param.secondary_opts)]
        known = [name for name in names if name.startswith("-")]
        meant = did_you_mean(getattr(error, "option_name", ""), known)
        return f"{typers(f'{error.message}.')} {meant}".rstrip(), hint
    return typers(message), hint


def _workspace_last(argv: list[str]) -> list[str]:
    """Every verb has `--workspace`, so one that stands before the noun or the verb goes behind it."""
    at = 1 if argv and argv[0] in _NOUNS else 0
    word = argv[at] if at < len(argv) else ""
    taken = 2 if word == "--workspace" else 1 if word.startswith("--workspace=") else 0
    folder, rest = argv[at : at + taken], [*argv[:at], *argv[at + taken :]]
    if not taken or len(folder) < taken or not rest or rest[0].startswith("-"):
        return argv
    if len(rest) == 1 and rest[0] in _NOUNS:
        return rest  # a noun alone shows its help
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *folder, *rest[end:]]
