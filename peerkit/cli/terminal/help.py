"""Help as plain text to be read in order: an example first, then how to say it, then every option."""

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache, wraps
from typing import Any, NamedTuple, NoReturn, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import LanguageOption, answer_in_english
from peerkit.cli.terminal.options import one_of
from peerkit.errors import did_you_mean
from peerkit.messages import N_, _, marked

_Body = TypeVar("_Body", bound=Callable[..., Any])
_NEGATIVE, _OPTION = r"-[0-9]+", r"--[a-z-]+"
_HEADING = r"^\S[^:]*:(?=$| peerkit)"
"""What stands at the beginning of a line of help, and is followed by lines or by how to say it."""
_ASKS = ("--interpreted",)
_LANGUAGE = inspect.Parameter("language", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=LanguageOption)
CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


def show(ctx: Any) -> None:
    """The help of a command; its headings are bold where somebody looks at a terminal."""
    text = ctx.get_help()
    if not viewer.looks():
        console.out(text)
        return
    from peerkit.printing.render.looks import escaped

    lines = console.wrapped(console.clean(text), sys.stdout).split("\n")
    strong = (re.sub(_HEADING, lambda found: escaped("heading", found[0]), line) for line in lines)
    console.drawn("".join(f"{line}\n" for line in strong))


def _show(ctx: Any, option: Any, asked: bool) -> None:  # noqa: ARG001 (what a callback is given)
    if asked and not ctx.resilient_parsing:
        show(ctx)
        ctx.exit()


def _lines(ctx: Any, option: Any, asked: bool) -> None:  # noqa: ARG001 (what a callback is given)
    if asked:
        console.keep_whole(True)


def _colour(ctx: Any, option: Any, typed: str | None) -> None:  # noqa: ARG001 (what a callback is given)
    if typed is not None and not ctx.resilient_parsing:
        one_of(viewer.COLOURS)(typed)


_FOR_ALL = (
    TyperOption(
        param_decls=["--plain"],
        is_flag=True,
        expose_value=False,
        callback=_lines,
        help=N_("Lines only, as a pipe gets them: for a screen reader or a small terminal."),
    ),
    TyperOption(
        param_decls=["--color"],
        metavar="|".join(viewer.COLOURS),
        expose_value=False,
        callback=_colour,
        autocompletion=lambda: list(viewer.COLOURS),
        help=N_("Whether there is colour. Always: also where no terminal is."),
    ),
    TyperOption(
        param_decls=["--pager"], is_flag=True, expose_value=False, help=N_("Page by page, at a terminal. Asks nothing.")
    ),
)
"""Options of every command. What they ask for is known before they are read: see `viewer.reads`."""


_TYPERS = (
    N_("Missing argument '{name}'."),
    N_("Missing option '{name}'."),
    N_("No such option: {name}."),
    N_("Option '{name}' requires an argument."),
    N_("Got unexpected extra argument ({name})"),
    N_("Got unexpected extra arguments ({name})"),
    N_("Invalid value for {name}: {reason}"),
)
"""What Typer says that reaches people."""


def typers(message: str) -> str:
    """What Typer says, in the language that is spoken."""
    for ours in _TYPERS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(ours))
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return marked(ours, **found.groupdict())
    return message


def _about(command: Any) -> str:
    """What a command is for, in the language that is spoken."""
    return marked(inspect.cleandoc(command.help or ""))


def _record(param: Any, ctx: Any) -> Any:
    """How an option is written and what it does, in the language that is spoken; None where it is hidden."""
    english = getattr(param, "help", None)
    if not english:
        return param.get_help_record(ctx)
    param.help = marked(english)
    try:
        return param.get_help_record(ctx)
    finally:
        param.help = english


class _Helpful:
    """A command or a noun whose epilog is its example, and whose help is shown as everything else is."""

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback, option.help = _show, N_("Show this message and exit.")
        return option

    def get_params(self: Any, ctx: Any) -> list[Any]:
        """Its own options, those of every command, and `--help`."""
        *own, asks_for_help = super().get_params(ctx)  # type: ignore[misc]
        taken = {name for option in own for name in option.opts}
        return [*own, *(option for option in _FOR_ALL if taken.isdisjoint(option.opts)), asks_for_help]

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the help: the example first."""
        if self.epilog:
            with formatter.section(_("For example")):
                for line in self.epilog.splitlines():
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")  # never broken: it is to be copied
            formatter.write_paragraph()
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, usage, prefix=f"{_('Usage:')} ")
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_about(self))
        self.format_options(ctx, formatter)

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """Write what belongs to it: arguments, options, and the verbs of a noun."""
        found = [(param.param_type_name, _record(param, ctx)) for param in self.get_params(ctx)]
        for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
            if records := [record for of, record in found if of == kind and record is not None]:
                with formatter.section(heading):
                    formatter.write_dl(records)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


class _Command(_Helpful, TyperCommand):
    """A command. A number below nothing is called that, not an unknown option.

    An option in _ASKS can stand without a value, which is then "ask".
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed."""
        args = _with_their_options(args)
        negative = next((word for word in args if re.fullmatch(_NEGATIVE, word)), None)
        if negative and not ctx.resilient_parsing:
            ctx.fail(_("{number} is less than nothing. Numbers here are 0 or more.", number=negative))
        result: list[str] = super().parse_args(ctx, _with_ask(args))
        return result


def _with_their_options(args: list[str]) -> list[str]:
    """The words, with a number below nothing joined to the option before it, whose parser says what would be right."""
    said: list[str] = []
    for word in args:
        if re.fullmatch(_NEGATIVE, word) and said and re.fullmatch(_OPTION, said[-1]):
            said[-1] = f"{said[-1]}={word}"
        else:
            said.append(word)
    return said


def _with_ask(args: list[str]) -> list[str]:
    said: list[str] = []
    for at, word in enumerate(args):
        said.append(word)
        if word in _ASKS and (at + 1 == len(args) or args[at + 1].startswith("-")):
            said.append("ask")
    return said


class Verb(NamedTuple):
    """A command of a noun: its help in English, and what makes it."""

    help: str
    made: Callable[[], Any]


class Noun(_Helpful, TyperGroup):
    """A noun with its verbs. Alone it shows its help; a wrong verb is met with the nearest right one.

    A verb is made when it is typed: its options cost more than all else of it.
    """

    verbs: dict[str, Verb]

    def invoke(self, ctx: Any) -> Any:
        """Run the verb, or show what verbs there are."""
        if not ctx._protected_args and not self.invoke_without_command:  # noqa: SLF001 (click's own name for it)
            show(ctx)
            return None
        return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (the lazy root uses it)
        """The verbs, in the order of the module."""
        return list(self.verbs)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The verb of that name; None where there is none."""
        return self.verbs[cmd_name].made() if cmd_name in self.verbs else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the verbs, each with what it is for."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _about(verb).partition("\n\n")[0]) for name, verb in self.verbs.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb that was typed."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            unknown(ctx, args[0], known)
        return super().resolve_command(ctx, args)


def unknown(ctx: Any, word: str, known: list[str]) -> NoReturn:
    """Say that there is no such command, and which one may have been meant."""
    hint = did_you_mean(word, known) or _("There are {names}.", names=", ".join(known))
    there_is_none = _('There is no command "{name}".', name=f"{ctx.command_path} {word}")
    ctx.fail(f"{there_is_none} {hint}")
    raise AssertionError


def noun(example: str = "") -> Noun:
    """A noun without a verb; the table of commands says what it is for."""
    made = Noun(epilog=example, rich_markup_mode=None, context_settings=CONTEXT)
    made.verbs = {}
    return made


def verb(
    app: Noun,
    name: str,
    example: str,
    says: str | None = None,
    *,
    speaks: bool = False,
    in_english: bool = False,
) -> Callable[[_Body], _Body]:
    """A decorator: one command of a noun, with the example that its help shows first.

    Its help is the docstring, or `says` where one body serves two nouns. A parameter that is a dataclass stands for an
    option for each of its fields. One that `speaks` has `--language`, which is done when it is read.
    One whose sentences are no messages yet answers `in_english`, and in nothing else.
    """

    def add(body: _Body) -> _Body:
        @cache
        def made() -> Any:
            alone = typer.Typer(rich_markup_mode=None, add_completion=False)
            command = alone.command(name, cls=_Command, epilog=example, context_settings=CONTEXT, help=says)
            command(_with_more_options(body, speaks=speaks, in_english=in_english))
            return typer.main.get_command(alone)

        app.verbs[name] = Verb(says or body.__doc__ or "", made)
        return body

    return add


def _with_more_options(body: Callable[..., Any], *, speaks: bool, in_english: bool) -> Callable[..., Any]:
    signature = inspect.signature(body)
    makers: dict[str, Any] = {
        name: each.annotation for name, each in signature.parameters.items() if is_dataclass(each.annotation)
    }
    fields = {name: inspect.signature(make).parameters for name, make in makers.items()}
    options = [
        option.replace(kind=option.KEYWORD_ONLY)
        for name, each in signature.parameters.items()
        for option in (fields[name].values() if name in fields else [each])
    ]
    options += [_LANGUAGE] * speaks

    @wraps(body)
    def command(**typed: Any) -> None:
        if speaks:
            del typed[_LANGUAGE.name]
        for name, make in makers.items():
            typed[name] = make(**{field: typed.pop(field) for field in fields[name]})
        if in_english:
            answer_in_english()
        body(**typed)

    command.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    return command
