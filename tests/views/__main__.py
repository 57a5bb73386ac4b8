"""`python -m tests.views`: write what each view shows."""

from tests.views import HERE, VIEWS, shown

for name, command in VIEWS.items():
    HERE.joinpath(f"{name}.txt").write_text(shown(command), encoding="utf-8")
