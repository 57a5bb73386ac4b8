import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.kinds import RULES
from peerkit.cli.app import main
from peerkit.errors import PeerkitError
from peerkit.wording import slugs
from peerkit.wording.slugs import STEM
from peerkit.words import Words
from peerkit.workspace import agreements, catalogue, glance
from peerkit.workspace.catalogue import WrongFile
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template

TEMPLATE = """
title = "A {session}"
summary = "For every {peer}."
minutes = { min = 30, ideal = 60, max = 90 }
people = { min = 2, ideal = 6, max = 12 }
[[block]]
kind = "round"
name = "Opening round"
turn = "2m"
script = "Welcome to the {session}. Keep {this}."
"""
AGREEMENT = """
title = "What each {peer} agrees"
summary = "Two rules."
[[rule]]
text = "What is said in the {session} stays here."
value = "Trust"
"""


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(glance, "builtin_templates", lambda: tmp_path / "builtin")
    return tmp_path / "builtin"


@pytest.fixture
def root(tmp_path: Path, builtin: Path) -> Root:
    put(builtin, "sessions/weekly-circle.toml", "sessions/pair.toml", "agreements/ground-rules.toml")
    return Root(tmp_path / "group", "")


def put(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def written(folder: Path, text: str, name: str = "a.toml") -> Path:
    put(folder, name, text=text)
    return folder / name


# Names


def test_built_in_templates_are_there_without_a_workspace(root: Root, builtin: Path) -> None:
    assert glance.names(root) == {
        "pair": builtin / "sessions" / "pair.toml",
        "weekly-circle": builtin / "sessions" / "weekly-circle.toml",
    }


def test_a_file_of_the_same_name_in_the_workspace_wins(root: Root, builtin: Path) -> None:
    put(root.templates, "sessions/pair.toml", "sessions/aardvark.toml")
    assert list(glance.names(root).items()) == [
        ("aardvark", root.template_files / "aardvark.toml"),
        ("pair", root.template_files / "pair.toml"),
        ("weekly-circle", builtin / "sessions" / "weekly-circle.toml"),
    ]


def test_nothing_is_listed_twice_where_the_workspace_holds_the_built_in_ones(tmp_path: Path, builtin: Path) -> None:
    put(builtin, "sessions/pair.toml")
    builtin.rename(tmp_path / "templates")
    builtin.symlink_to(tmp_path / "templates")
    assert list(glance.names(Root(tmp_path, ""))) == ["pair"]


def test_hidden_files_and_files_of_other_kinds_are_no_templates(root: Root) -> None:
    put(root.templates, "sessions/.draft.toml", "sessions/notes.txt")
    assert list(glance.names(root)) == ["pair", "weekly-circle"]


def test_a_name_with_an_escape_in_it_is_listed_safely_and_found_so(root: Root) -> None:
    put(root.templates, "sessions/a\x1b[2Jb.toml")
    assert list(glance.names(root)) == ["a?[2Jb", "pair", "weekly-circle"]
    assert find_template(root, "a?[2Jb").name == "a\x1b[2Jb.toml"


def test_a_workspace_that_cannot_be_looked_into_has_no_templates(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Path.glob

    def closed(folder: Path, pattern: str) -> object:
        if folder == root.template_files:
            raise PermissionError(13, "Permission denied")
        return look(folder, pattern)

    monkeypatch.setattr(Path, "glob", closed)
    assert list(glance.names(root)) == ["pair", "weekly-circle"]


def test_the_templates_that_peerkit_ships_are_found() -> None:
    assert all(path.suffix == ".toml" for path in glance.names(Root(Path("nowhere"), "")).values())


# Finding


def test_a_template_is_found_by_its_stem(root: Root, builtin: Path) -> None:
    assert find_template(root, "pair") == builtin / "sessions" / "pair.toml"


@pytest.mark.parametrize("name", ["pair.toml", "./pair", "sub/pair", "/tmp/pair.toml"])
def test_a_template_is_found_by_its_path(root: Root, name: str) -> None:
    assert find_template(root, name) == Path(name)


def test_a_path_may_begin_at_home(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_template(root, "~/pair.toml") == tmp_path / "pair.toml"


def test_a_home_that_is_not_there_is_refused(root: Root) -> None:
    with pytest.raises(PeerkitError, match="home folder"):
        find_template(root, "~nobody-of-that-name/pair.toml")


def test_an_accent_is_the_same_however_it_was_typed(root: Root) -> None:
    put(root.templates, "sessions/cafe\u0301.toml")
    assert find_template(root, "caf\u00e9") == find_template(root, "cafe\u0301")


def test_an_unknown_template_is_answered_with_the_one_that_was_meant(root: Root) -> None:
    with pytest.raises(PeerkitError, match='no template called "weekly-cirlce"') as refused:
        find_template(root, "weekly-cirlce")
    assert refused.value.hint == "Did you mean weekly-circle? See them all: peerkit template list"


@pytest.mark.parametrize("name", ["", "..", "~", "a\x1b[2Jb", "a\nb", "x" * 100_000])
def test_a_nonsense_name_is_refused_in_one_short_safe_line(root: Root, name: str) -> None:
    with pytest.raises(PeerkitError) as refused:
        find_template(root, name)
    assert refused.value.message.isprintable()
    assert len(refused.value.message) < 200


def test_an_agreement_is_found_by_its_stem_and_an_unknown_one_is_answered(root: Root, builtin: Path) -> None:
    assert agreements.find_agreement(root, "ground-rules") == builtin / "agreements" / "ground-rules.toml"
    with pytest.raises(PeerkitError, match='no agreement called "rules"') as refused:
        agreements.find_agreement(root, "rules")
    assert "There are: ground-rules." in refused.value.hint


# Loading


def test_a_template_says_the_groups_own_words(tmp_path: Path) -> None:
    words = Words.of({"session": "evening", "peer": "neighbour"})
    template = load_template(written(tmp_path, TEMPLATE), words)
    assert (template.title, template.summary) == ("A evening", "For every neighbour.")
    assert template.block[0].script == "Welcome to the evening. Keep {this}."


def test_a_wrong_template_says_every_problem_with_its_file_and_place(tmp_path: Path) -> None:
    text = TEMPLATE.replace('turn = "2m"', 'turn = "-2m"\nnmae = 3').replace("title", "titel")
    with pytest.raises(WrongFile) as refused:
        load_template(written(tmp_path, text), Words())
    lines = refused.value.message.splitlines()
    assert len(lines) == len(refused.value.problems) >= 4
    assert all(re.match(r"a\.toml: [\w (){}.]+: \S", line) for line in lines), lines
    assert "Did you mean title?" in refused.value.message
    assert "peerkit template check" in refused.value.hint


def test_a_wrong_template_sends_no_escape_to_the_terminal(tmp_path: Path) -> None:
    text = TEMPLATE + '"\\u001b[2J" = 1\n' + '["\\u001b]0;b"]\n'
    with pytest.raises(WrongFile) as refused:
        load_template(written(tmp_path, text, "\x1b[1m.toml"), Words())
    assert all(line.isprintable() for line in refused.value.message.splitlines())
    assert refused.value.hint.isprintable()


@pytest.mark.parametrize("text", ["", "title = 3", "block = 3", "block = [3]", "[block]\n", "[[block]]\nkind = 3"])
def test_a_template_of_the_wrong_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongFile):
        load_template(written(tmp_path, text), Words())


@pytest.mark.parametrize("text", ["title", "a = " + "[" * 3000, "a." * 50_000 + "a = 1"])
def test_what_is_no_toml_is_no_template(tmp_path: Path, text: str) -> None:
    with pytest.raises(PeerkitError):
        load_template(written(tmp_path, text), Words())


def test_an_agreement_says_the_groups_own_words(tmp_path: Path) -> None:
    agreement = agreements.load_agreement(
        written(tmp_path, AGREEMENT), Words.of({"peer": "neighbour", "session": "evening"})
    )
    assert agreement.title == "What each neighbour agrees"
    assert agreement.rule[0].text == "What is said in the evening stays here."


def test_an_agreement_says_the_usual_words_unless_told(tmp_path: Path) -> None:
    assert agreements.load_agreement(written(tmp_path, AGREEMENT)).title == "What each peer agrees"


def test_a_wrong_agreement_says_every_problem(tmp_path: Path) -> None:
    with pytest.raises(WrongFile) as refused:
        agreements.load_agreement(written(tmp_path, 'title = 3\nsumary = "x"'))
    assert len(refused.value.problems) == len(refused.value.message.splitlines()) >= 3
    assert refused.value.message.startswith("a.toml: ")


# Stems


@given(st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_every_file_name_gives_a_name_that_counts_and_plans_can_use(name: str) -> None:
    stem = slugs.stem(name)
    assert STEM.fullmatch(stem)
    assert "_" not in stem
    assert slugs.stem(stem) == stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("weekly-circle", "weekly-circle"),
        ("My Group_2", "my-group-2"),
        ("cafe\u0301", "caf\u00e9"),
        ("=1+1", "1-1"),
        ("..", "session"),
        ("***", "session"),
        ("x" * 80, "x" * 64),
    ],
)
def test_a_stem_keeps_what_it_can(name: str, stem: str) -> None:
    assert slugs.stem(name) == stem


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (61, "rule: This list holds at most 60."),
        (0, "This key is missing."),
        (1_000_000, "larger than 1,000 kB, the most that peerkit reads here."),
    ],
)
def test_a_text_that_could_not_be_read_again_is_not_for_writing(tmp_path: Path, rules: int, said: str) -> None:
    text = 'title = "Ours"\nsummary = "Us."\n' + '[[rule]]\ntext = "We listen."\nvalue = "Trust"\n' * rules
    with pytest.raises(PeerkitError) as found:
        agreements.writable(tmp_path / "ours.toml", text, RULES)
    assert said in found.value.message
    assert "Nothing was written." in found.value.hint


@pytest.mark.parametrize(
    ("old", "new"), [('turn = "2m"', 'turn = "2x"'), ("kind", "knid"), ("title", "tilte"), ("{ min = 2, ", "3 # { ")]
)
def test_a_template_that_came_with_peerkit_and_was_broken_by_hand_is_read_as_kindly_as_any_other(
    tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "ships", lambda _: True)
    path = tmp_path / "circle.toml"
    path.write_text(TEMPLATE.replace(old, new))
    with pytest.raises(WrongFile, match=r"circle\.toml: ") as wrong:
        load_template(path, Words())
    assert "peerkit template check" in wrong.value.hint


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("people = { min = 3", 'people = { min = "two"', "people.min: This is a whole number"),
        ("minutes = { min = 75, ideal = 120", "minutes = { min = 75, ideal = [1]", "minutes.ideal: This is a whole"),
        ('agreement = "ground-rules"', "agreement = 7", "agreement: This is text in quotes."),
        ('shrinks = "last"', 'shrinks = "perhaps"', "block 3 (Opening round).shrinks"),
    ],
)
def test_what_somebody_broke_in_a_file_that_ships_is_named_and_no_traceback(
    right, wrong, said, tmp_path, monkeypatch, capsys
):
    shipped = glance.builtin_templates()
    for folder in ("sessions", "agreements"):
        shutil.copytree(shipped / folder, tmp_path / "builtin" / folder)
    for module in ("builtin", "glance"):
        monkeypatch.setattr(f"peerkit.workspace.{module}.builtin_templates", lambda: tmp_path / "builtin")
    broken = tmp_path / "builtin" / "sessions" / "weekly-circle.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    command = ["session", "plan", "weekly-circle", "--people", "9", "--start", "19:00", "--dry-run"]
    assert main([*command, "--workspace", str(tmp_path)]) == 1
    assert said in capsys.readouterr().err
