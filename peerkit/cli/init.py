"""`peerkit init`: a folder for a group, with what the group has said about itself."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from peerkit.cli.group import understood
from peerkit.cli.terminal import console, language, prompt
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.language import LanguageOption
from peerkit.cli.terminal.options import Workspace, Yes, checked, folder_of
from peerkit.cli.terminal.overwrite import keep_old, may_write
from peerkit.messages import N_, _, marked
from peerkit.wording import somebodys
from peerkit.wording.safe import hidden_in, seen
from peerkit.wording.yes_no import NO, YES, word, yes_or_no
from peerkit.workspace import config, files
from peerkit.workspace.root import Root
from peerkit.workspace.sorts import LONGEST_LINE, MOST_LINES, PLACES

app = noun()
QUESTIONS = {
    "name": N_("What is the group called?"),
    "when": N_('When does it meet? For example "Thursdays, 19:00 to 21:00, not in August".'),
    "where": N_("Where does it meet?"),
    "getting_in": N_("How do people get in? The door, the bell, steps, a lift."),
    "contact": N_("How can somebody reach the group? Printed, so the group's own number, not a person's."),
    "cost": N_('What does it cost to come? For example "Free".'),
}
_IN_WORDS = {
    "name": N_("name"),
    "when": N_("when"),
    "where": N_("where"),
    "getting_in": N_("how to get in"),
    "contact": N_("how to reach the group"),
    "cost": N_("what it costs"),
    "place": N_("the country, for numbers in a hard moment"),
    "support": N_("lines for hard moments"),
}
_COUNTRY = N_("Which country are you in: England, Scotland, Wales, Northern Ireland or elsewhere?")


def _about() -> str:
    """Help with every question."""
    return _(
        "What you type is kept in peerkit.toml, and goes on flyers and sheets. "
        "Enter leaves as it is what stands there; a hyphen leaves it empty.\n"
        "back asks the question before. quit or Ctrl-C leaves, and nothing is written."
    )


def _about_lines() -> str:
    """What the lines for hard moments are."""
    return _("Your group's lines for hard moments (who to call, what helps), one a line. An empty line ends.")


def _about_numbers() -> str:
    """What a country is asked for."""
    return _(
        "Without lines of your own, the sheets can have numbers for your country: whom to ring, text or sign to. "
        "Enter leaves them out."
    )


def _line(text: str) -> str:
    """One answer as a line of the file, or a ValueError that says why it can't be one."""
    line = " ".join(seen(text).split())
    if hidden_in(line) or line.encode(errors="ignore").decode() != line:
        raise ValueError(_("That holds something that nobody can see. Type it again."))
    if len(line) > LONGEST_LINE:
        raise ValueError(_("That is {length} characters long. The most: {most}.", length=len(line), most=LONGEST_LINE))
    return line


def _place(text: str) -> str:
    """A country as peerkit.toml has it, however it was typed; raises ValueError."""
    found = "-".join(text.strip(" .").lower().split())
    if found in ("", *PLACES):
        return found
    raise ValueError(_("That is none of them. Type England, Scotland, Wales, Northern Ireland or elsewhere."))


def _answer(key: str, text: str) -> str:
    """An answer to the question of that key; a hyphen leaves it empty."""
    if text == "-":
        return ""
    return _place(text) if key == "place" else _line(text)


def _option(name: str, help: str) -> Any:
    return typer.Option(name, metavar="TEXT", parser=checked(_line), help=help)


@verb(app, "init", 'peerkit init\npeerkit init --name "Thursday circle" --when "Thursdays, 19:00 to 21:00" --yes')
def init(
    name: Annotated[str | None, _option("--name", N_("What the group is called."))] = None,
    when: Annotated[str | None, _option("--when", N_("When it meets."))] = None,
    where: Annotated[str | None, _option("--where", N_("Where it meets."))] = None,
    getting_in: Annotated[str | None, _option("--getting-in", N_("The door, the bell, steps, a lift."))] = None,
    contact: Annotated[str | None, _option("--contact", N_("How to reach the group, not a person."))] = None,
    cost: Annotated[str | None, _option("--cost", N_("What it costs to come, such as Free."))] = None,
    place: Annotated[
        str | None,
        typer.Option(
            "--place",
            metavar="PLACE",
            parser=checked(_place),
            help=N_("England, Scotland, Wales, Northern Ireland or elsewhere."),
        ),
    ] = None,
    support: Annotated[list[str] | None, _option("--support", N_("A line for hard moments. Can be repeated."))] = None,
    tag: LanguageOption = None,
    yes: Yes = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help=N_("Write a new peerkit.toml; the old one is kept as peerkit.toml.before.")),
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Set up a folder for your group. It asks a few questions; Enter leaves an answer out.

    Where there is a peerkit.toml, it asks only for what is empty in it, and keeps the rest.
    """
    root = _folder(workspace)
    asking = prompt.at_a_terminal() and not yes
    anew = replace or not root.config.exists()
    given = {"name": name, "when": when, "where": where, "getting_in": getting_in, "contact": contact, "cost": cost}
    given["place"] = place
    there: dict[str, Any] = {} if anew else config.as_written(root)
    if not replace and not asking and not support and not tag and not any(said is not None for said in given.values()):
        may_write(root.config, replace=False)
    if asking and not tag and not there.get("language"):
        tag = language.ask(root)
    elif anew and not tag and (tag := language.of_the_computer(root)):
        console.out(
            _("Language: {language}, as {variable} says.", language=language.own_name(), variable=language.VARIABLE)
        )
    console.out(_("The group's folder: {folder} ({why})", folder=root.path, why=marked(root.found_by)))
    known = {key: there.get(f"group.{key}") or None if said is None else said for key, said in given.items()}
    lines = support or there.get("support.lines", [])
    group, lines = _answers(known, lines, asking=asking, printed=there.get("group.contact", ""))
    answers = {**{f"group.{key}": said for key, said in group.items()}, "support.lines": lines}
    told: list[str] = []
    if group["when"] != there.get("group.when", ""):
        days = understood.days(group["when"])
        told = understood.about(root, group["when"], days, there.get("group.days", []))
        answers |= {"group.days": days} if days else {}
    spoken = {"language": tag} if tag and tag != there.get("language", "en") else {}
    changes = spoken | {key: said for key, said in answers.items() if anew or said != there.get(key, type(said)())}
    if not changes:
        console.out(
            f"{_('Nothing was changed.')}\n{_one_thing(root)}\n"
            f"{_('Or open it in any text editor: {file}', file=root.config)}"
        )
        return
    text = config.changed(root, changes, anew=anew)
    keep_old(root.config)
    files.write_atomic(root.config, text)
    _make_folders(root)
    empty = [key for key in QUESTIONS if not group[key]]
    console.out(_done(root, [*empty, *([] if lines or group["place"] else ["support"])], told))


def _folder(workspace: Path | None) -> Root:
    """The workspace; a folder that is empty becomes one, rather than `~/peerkit`."""
    root, here = folder_of(workspace), Path.cwd()
    if root.found_by == "your home folder" and here != Path.home():
        with suppress(OSError):
            if not any(here.iterdir()):
                return Root(here, _("this folder, which was empty"))
    return root


def _answers(
    given: dict[str, str | None], support: list[str], *, asking: bool, printed: str
) -> tuple[dict[str, str], list[str]]:
    """What the group says about itself, and its lines for hard moments; asks for what was not given.

    `printed` is how to reach the group so far, of which nothing is said again.
    """
    if len(support) > MOST_LINES:
        raise typer.BadParameter(_("The most lines: {most}.", most=MOST_LINES), param_hint="--support")
    asked = [key for key in QUESTIONS if given[key] is None] if asking else []
    group = {key: said or "" for key, said in given.items()}
    lines = support
    if asked:
        console.out(
            _(
                "A few questions. Enter leaves an answer out, back asks the one before. "
                "What the group is called, and when, where and how to reach it, goes on flyers. No session needs it."
            )
        )
    if asked or (asking and not support):
        lines = _asked(asked, group, support)
    if group["contact"] != printed and somebodys.mobiles(group["contact"]):
        console.out(
            _(
                "That looks like a mobile number. It will be printed where anyone can read it. "
                "If it is one person's own, a number or an address of the group's is kinder to them."
            )
        )
    return group, lines


def _asked(keys: list[str], group: dict[str, str], support: list[str]) -> list[str]:
    """Ask for these answers, which are put into `group`, and for the lines for hard moments unless there are any.

    Without such lines it asks for the country, whose numbers are printed then. What was understood is read back; no, or
    back, goes through the questions again.
    """
    steps = [*keys, *([] if support else ["support"]), "place", "right"]
    at, asked, lines = 0, list[int](), support
    while at < len(steps):
        key = steps[at]
        if key == "place" and (lines or group["place"]):
            at += 1
            continue
        try:
            if key == "support":
                lines = _ask_lines(lines, back=bool(asked))
            elif key == "right":
                console.out(_read_back(group, lines))
                if not prompt.ask(_("Is that right?"), yes_or_no, "yes", about=_about(), back=True):
                    at, asked = 0, []
                    continue
            else:
                if key == "place":
                    console.out(_about_numbers())
                question = marked(_COUNTRY if key == "place" else QUESTIONS[key])
                answer = partial(_answer, key)
                group[key] = prompt.ask(question, answer, group[key], about=_about(), back=bool(asked))
            asked.append(at)
            at += 1
        except prompt.Back:
            at = asked.pop() if asked else 0
    return lines


def _read_back(group: dict[str, str], lines: list[str]) -> str:
    """What was understood, a line each."""
    empty = _("left empty")
    said = {key: answer for key, answer in group.items() if answer or key in QUESTIONS}
    told = [_("{what}: {answer}", what=marked(_IN_WORDS[key]), answer=answer or empty) for key, answer in said.items()]
    return "\n".join([_("So far:"), *told, *_hard(lines)])


def _hard(lines: list[str]) -> list[str]:
    return [_("For hard moments: {line}", line=line) for line in lines]


def _ask_lines(so_far: list[str], *, back: bool) -> list[str]:
    """The lines that somebody types: Enter alone keeps those so far, a hyphen leaves them empty.

    With `back`, that word on a line of its own raises prompt.Back.
    """
    console.out(_about_lines())
    if so_far:
        keeps = _("Enter alone keeps them, a hyphen leaves them empty, and what you type takes their place.")
        console.out("\n".join([*_hard(so_far), keeps]))
    lines: list[str] = []
    while len(lines) < MOST_LINES:
        typed = (prompt.from_stdin() or "").strip()
        if not typed:
            return lines or so_far
        if typed == "-":
            return []
        if word(typed) in (*YES, *NO):
            console.out(_("That answers nothing here. Type a line for hard moments, or press Enter to go on."))
            continue
        if prompt.meant(typed, f"{_about()}\n{_about_lines()}", back=back):
            continue
        try:
            lines.append(_line(typed))
        except ValueError as error:
            console.out(str(error))
    return lines


def _make_folders(root: Root) -> None:
    for folder in (root.template_files, root.sessions):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise files.translated(error, folder, "make") from error


def _done(root: Root, empty: list[str], days: list[str]) -> str:
    named = ", ".join(marked(_IN_WORDS[key]) for key in empty)
    left = [_("Left empty: {names}. To be asked for that again: {command}", names=named, command=root.command("init"))]
    return "\n".join(
        [
            _("Written: {file}", file=root.config),
            *(left if empty else []),
            *days,
            _one_thing(root),
            _("Next: {command}", command=root.command("session start")),
            _("To print a flyer: {command}", command=root.command("flyer print")),
            _("To print the ground rules: {command}", command=root.command("rules print")),
            _("For a calendar, directories and a page, more is asked: {command}", command=root.command("group change")),
        ]
    )


def _one_thing(root: Root) -> str:
    command = root.command('init --contact "..."')
    options = "--language, --name, --when, --where, --getting-in, --contact, --cost, --place, --support"
    return _("To change one thing ({options}): {command}", options=options, command=command)
