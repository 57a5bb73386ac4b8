"""`peerkit turns start`: turns on their own, in the same engine as a session. Nothing of them is counted."""

from dataclasses import replace

from peerkit import durations
from peerkit.border.validation import validate
from peerkit.cli.session import run
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import Manner
from peerkit.cli.terminal.settings import settings
from peerkit.cli.turns import schedules
from peerkit.durations import written
from peerkit.errors import PeerkitError
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.live.unkept import Unkept
from peerkit.messages import _
from peerkit.planning.request import TurnsRequest
from peerkit.planning.template import MOST_PEOPLE, Groups
from peerkit.planning.turns_alone import NAME, block_for, in_one_group, parse_turn, plan_of, preview, schedule_for
from peerkit.running.events import Warn
from peerkit.running.state import Header
from peerkit.running.understanding import belongs, plain
from peerkit.running.warning_times import warnings_for
from peerkit.values import dump
from peerkit.workspace.root import Root


def start(
    root: Root,
    schedule: str | None,
    request: TurnsRequest,
    clock: Clock,
    *,
    yes: bool,
    manner: Manner,
    keep: bool,
) -> None:
    """Ask what was not said, say when it will be done, and run it: a schedule from a file, or a pair at home.

    Unless it is to `keep` what happens until it is over, nothing is written.
    """
    settings(root, note=True)
    asking = prompt.at_a_terminal() and not yes
    journal = Journal(root.running) if keep else Unkept(root.running)
    cut_off: list[bool] = []
    agreed = run.written(root, lambda: cut_off.append(journal.begun), "turns start", asking=asking)
    agreed = run.written(root, journal.take, "turns start", asking=asking, agreed=agreed)
    try:
        if any(cut_off):
            hint = _("To go on with it: {command}", command=root.command("session resume"))
            raise PeerkitError(_("Something that was begun here was never closed."), hint)
        if schedule and (request.people is not None or request.each is not None):
            raise PeerkitError(
                _("The schedule says how many people and how long a turn."),
                _("Leave out {options}.", options="--people, --each"),
            )
        stored = schedules.read(schedule) if schedule else schedule_for(_answered(request) if asking else request)
        block = _within_limits(block_for(stored, request))
        people = stored.schedule.people
        if asking and not (request.warn or block.turn_seconds):
            block = replace(block, warn=_warnings(block, people))
        plan = plan_of(block, people, clock.local())
        console.out(preview(block, plan))
        alone = in_one_group(block, people) and block.warn is not None
        settled = [Warn(0, block.warn or ())] if alone else []
        header = Header(plan, plan.evening.start, NAME, counted=False)
        run.written(root, lambda: journal.begin(header), "turns start", asking=asking, agreed=agreed)
        run.begun(root, journal, header, clock, settled, manner=manner)
    finally:
        journal.close()


def _answered(request: TurnsRequest) -> TurnsRequest:
    people, each = request.people, request.each

    def ask_people() -> None:
        nonlocal people
        about = _("Everybody who takes a turn counts, you too. Enter: a pair.")
        people = prompt.ask(_("How many of you?"), prompt.number(2, MOST_PEOPLE), "2", about=about, back=True)

    def ask_each() -> None:
        nonlocal each
        about = _("Say minutes, such as 20, or a length such as 90s or 20m. Everybody has as long.")
        question = _("How long is each turn?")
        each = prompt.ask(question, lambda typed: parse_turn(plain(typed)), "20m", about=about, back=True)

    prompt.in_turn([*([ask_people] if people is None else []), *([ask_each] if each is None else [])])
    return request._replace(people=people, each=each)


def _within_limits(made: Groups) -> Groups:
    block, problems = validate(Groups, dump(made))
    if block is None:
        hint = "Try: peerkit turns plan --people 15 --size 3 --rounds 7"
        raise PeerkitError("\n".join(dict.fromkeys(problem.reason for problem in problems)), hint)
    return block


def _warnings(block: Groups, people: int) -> tuple[int, ...]:
    """When the time is told: the client's own wish for the first turn of a pair, everybody's in a room."""
    usual = warnings_for(block, block.turn.ideal)
    told = " and ".join(written(left) for left in usual) or "none"

    def parse(answer: str) -> tuple[int, ...]:
        said = belongs("warn", plain(answer))
        if said == "none":
            return ()
        left = tuple(durations.parse(f"{each}m" if each.isdigit() else each) for each in said.split())
        if not all(0 < each < block.turn.ideal for each in left):
            raise ValueError(_("Say times that lie inside a turn, such as 5m 1m, or none."))
        return tuple(sorted(set(left), reverse=True))

    question = _("When would you like to hear how much time is left?")
    if in_one_group(block, people):
        question = _("When would whoever goes first like to hear how much time is left?")
    about = _('Say how many minutes before the end, such as 5 and 1, or "none". Enter takes what stands there.')
    return prompt.ask(question, parse, told, about=about)
