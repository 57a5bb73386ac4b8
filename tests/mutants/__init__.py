"""How many small wrong changes to the core the tests notice: `python -m tests.mutants`. Figures: docs/mutants.md."""
