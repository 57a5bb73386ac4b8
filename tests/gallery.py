"""`python -m tests.gallery`: the pictures of docs/printing.md, each the first page of a sheet. It needs pdftoppm."""

import subprocess
from pathlib import Path

from PIL import Image

from tests.sheets import Look, looks

FOLDER = Path(__file__).parent.parent / "docs" / "printing"
SHOWN = (
    "ground-rules-standard-a4",
    "ground-rules-large-a4",
    "ground-rules-giant-a4",
    "ground-rules-easy-read-a4",
    "charter-standard-a4",
    "run-sheet-standard-a4",
    "agenda-standard-a4",
    "agenda-easy-read-a4",
    "seating-standard-a4",
    "flyer-standard-a5",
    "flyer-card-standard-a6",
    "flyer-strips-standard-a4",
    "starter-standard-a4",
    "evidence-standard-a4",
)
DOTS = 50
COLOURS = 16


def shown() -> list[Look]:
    """The looks in the gallery. Raises KeyError for one that is not made any more."""
    named = {look.name: look for look in looks()}
    return [named[name] for name in SHOWN]


def main() -> None:
    """Write them all again, as small as they can be read."""
    FOLDER.mkdir(exist_ok=True)
    for look in shown():
        path = FOLDER / f"{look}.png"
        command = ["pdftoppm", "-r", str(DOTS), "-png", "-singlefile", "-", str(path.with_suffix(""))]
        subprocess.run(command, input=look.pdf, check=True)
        with Image.open(path) as picture:
            small = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
        small.save(path, optimize=True)


if __name__ == "__main__":
    main()
