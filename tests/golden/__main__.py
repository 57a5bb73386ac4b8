"""`python -m tests.golden`: write what each sheet says to a screen reader."""

from pathlib import Path

from tests.sheets import SHEETS, structure

for sheet in SHEETS:
    Path(__file__).with_name(f"{sheet.name}.txt").write_text(structure(next(sheet.looks)), encoding="utf-8")
