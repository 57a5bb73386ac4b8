"""The session's fold in JavaScript, for a phone: a twin of `planning` and `running`, module by module, by hand.

A test lives random evenings through in both, and compares every state and every sentence.
"""

SCRIPTS = tuple(
    f"engine/{name}.js" for name in ("words", "planning", "state", "seating", "refusals", "phrases", "run", "agenda")
)
"""In the order in which a page holds them."""
