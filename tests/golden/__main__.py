"""`python -m tests.golden`: write what each sheet says to a screen reader."""

from pathlib import Path

from tests.sheets import GOLDEN, structure

for look in GOLDEN:
    Path(__file__).with_name(f"{look.sheet}.txt").write_text(structure(look), encoding="utf-8")
