"""Co-counselling's contract card: what the client says aloud before a turn, and what the others give.

Sources: the definition of Co-Counselling International (co-counselling.info), its session contracts and its
confidentiality. Which contract somebody chose is never stored.
"""

CHOICE = "The client chooses, aloud, before the turn, and may change it or take it back at any time."
CONTRACTS = (
    ("Free attention", "Please give me your attention, and say nothing."),
    ("Normal", "Say or ask something when you think it may help me. I may leave it, without a reason."),
    ("Intensive", "Work with me: say as much as you find, and keep me to what I wanted."),
)
"""Each contract with the words in which a client asks for it."""
DUTIES = (
    "The counsellor gives full attention, keeps to the contract, and tells the client about the time.",
    "In a three there is a witness, who gives attention and says nothing.",
    "What was said is not brought up afterwards, not even with the client, unless the client asks for it.",
)
