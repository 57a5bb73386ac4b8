"""Other words for what can be done, as people say them tired or in a hurry."""

ALSO = {
    "next": ("go next", "move on", "next turn", "next part", "next person"),
    "undo": ("undo that", "take back", "take that back", "take it back"),
    "pause": ("wait", "hold on", "hold", "a moment", "stop the clock"),
    "resume": ("unpause", "start the clock"),
    "began": ("started",),
    "break": ("take a break", "have a break", "time for a break", "time for tea", "fire", "fire alarm"),
    "end": ("out by", "must end", "must be out by", "we must be out by", "finish at", "finish by", "stop at",
            "stop by"),
    "time": ("clock", "status", "what", "pardon", "where are we", "what time is it", "what is the time", "the time",
             "what's the time", "whats the time", "how long", "how long left", "time left", "how much time",
             "how much time left", "how much longer", "how late", "how late are we", "whose turn", "whose turn is it",
             "how long have we got", "how long have we left", "what is left", "what's left", "whats left", "is it over",
             "is it time", "what happened",
             "what's happening"),
    "next?": ("what next", "what is next", "what's next", "whats next", "what comes next", "who is next"),
    "agenda": ("plan", "schedule", "programme", "the evening", "the agenda"),
    "again": ("repeat", "once more", "say that again"),
    "joined": ("came", "arrived", "join", "somebody came", "someone came", "somebody joined", "someone joined"),
    "left": ("gone", "somebody left", "someone left", "somebody went", "someone went", "1 person has left",
             "somebody has left", "someone has left", "somebody has gone", "someone has gone"),
    "more": ("longer", "extend", "more time"),
    "less": ("shorter", "less time"),
    "pass": ("i pass", "pass this turn"),
    "accept": ("what would help", "catch up", "we are late", "late"),
    "groups": ("pairs", "partners", "who sits with whom", "who is with whom"),
    "rules": ("ground rules", "the rules", "read the rules", "agreement"),
    "support": ("card", "the card", "crisis"),
    "help": ("words", "commands", "hello", "hi", "what can i say", "what can i do", "what do i do", "what now"),
    "close": ("stop", "quit", "exit", "finish", "goodbye", "bye", "closing", "the closing", "go to the closing"),
}  # fmt: skip
"""Other words for what can be done: help names them. One word alone takes what its action takes."""
EITHER = {
    "skip": ("next", "pass"),
    "skip this": ("next", "pass"),
    "skip this part": ("next", "pass"),
    "go on": ("resume", "next"),
    "continue": ("resume", "next"),
    "carry on": ("resume", "next"),
    "go": ("resume", "next"),
    "start": ("resume", "next"),
    "begin": ("resume", "next"),
    "ready": ("resume", "next"),
    "done": ("next", "close"),
    "finished": ("next", "close"),
    "end it": ("next", "close"),
    "quiet": ("pause", "tell"),
    "over": ("next", "close"),
    "stop talking": ("pause", "tell"),
}
"""What can mean two things."""
WISH = (
    "we",
    "us",
    "i",
    "need",
    "give",
    "have",
    "can",
    "could",
    "want",
    "like",
    "would",
    "may",
    "shall",
    "should",
    "another",
)
WISHES = {*WISH, "i'd", "i'll", "we'd", "we'll", "to", "let", "let's", "me", "now", "a", "the"}
"""Words around one that takes nothing after it."""
BREAKS = ("tea", "coffee", "lunch")
"""What a break is for."""
NO_NEXT = {"i", "i'd", "i'll", "me", "the", "a"}
"""With one of them somebody would like to be next, or asks what is."""
LEFT = ("left", "has left", "just left", "has just left", "has gone", "has gone home", "went home", "had to go",
        "had to leave")  # fmt: skip
"""What is said of one person who went, after a name."""
NO_NAMES = {
    "nobody",
    "none",
    "no",
    "not",
    "one",
    "who",
    "what",
    "what's",
    "whats",
    "how",
    "which",
    "everyone",
    "everybody",
    "all",
    "we",
    "you",
    "they",
    "people",
    "nothing",
    "anything",
    "anyone",
    "anybody",
    "time",
    "minutes",
    "minute",
    "seconds",
    "turn",
    "it",
    "is",
    "that",
    "this",
    "there",
    "some",
    "most",
    "few",
    "many",
    "several",
    "both",
    "half",
    "if",
    "don't",
}
"""What no name of one person is."""
WHO_IS_HERE = ("who is here", "who's here", "how many people are here", "how many are here", "how many of us are here",
               "how many are we", "how many are we now", "how many people", "how many people are there")  # fmt: skip
"""What asks for how many are here: nobody has a name."""
ASK_WHAT_WOULD_HELP = ("what would help", "quiet", "some quiet", "air", "some air", "company")
"""What the card for hard moments says to ask: while it is open these are no minutes, and no silence of peerkit's."""
ABOUT_A_NUMBER = {"a", "the", "somebody", "someone", "let's", "take", "this", "it", *WISH, *BREAKS}
"""Words that may come before one that takes something after it."""
FILLING = {
    "joined": (
        "people",
        "person",
        "persons",
        "somebody",
        "someone",
        "has",
        "have",
        "just",
        "more",
        "another",
        "us",
        "in",
        "new",
    ),
    "left": ("number", "has", "have", "just", "somebody", "someone"),
    "more": (
        "a",
        "of",
        "time",
        "for",
        "everyone",
        "her",
        "him",
        "them",
        "the",
        "bit",
        "little",
        "minute",
        "minutes",
        *WISH,
    ),
    "less": ("a", "of", "time", "for", "everyone", "minute", "minutes", *WISH),
    "help": ("me", "us", "with", "about", "on", "for", "the", "word"),
    "began": ("ago", "this", "it", "we"),
    "break": ("a", "of", "for", "take", "minute", "let's", "the", "is", "now", *BREAKS, *WISH),
    "end": ("at", "by", "in", "from", "we", "must", "a", "the", "is", "o'clock"),
    "warn": ("me", "at", "with", "and"),
    "tell": ("me",),
}
"""Words around a number that say nothing more."""
BACK = ("back", "go back", "previous", "oops", "mistake", "wrong", "sorry")
"""What somebody says who would like the last thing not to have been: it is said what that is, and asked."""
