"""`python -m tests.views`: write what each view shows, and the pictures of some."""

from tests.views import HERE, VIEWS, shown
from tests.views.pictures import DOCS, PICTURES, picture

for name, command in VIEWS.items():
    HERE.joinpath(f"{name}.txt").write_text(shown(command), encoding="utf-8")
for name, theme in PICTURES.items():
    DOCS.joinpath(f"terminal-{name}.svg").write_text(picture(name, theme), encoding="utf-8")
