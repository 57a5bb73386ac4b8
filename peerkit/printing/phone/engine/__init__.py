"""The session's fold in JavaScript, for a phone: a twin of `planning` and `running`, module by module, by hand.

A test lives random evenings through in both, and compares every state and every sentence.
"""

SCRIPTS = ("words.js", "planning.js", "state.js", "seating.js", "refusals.js", "phrases.js", "run.js", "agenda.js")
"""In the order in which a page holds them."""
