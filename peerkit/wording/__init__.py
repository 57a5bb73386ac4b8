"""Words that open a door and words that close it: labels, rules that shut out, jargon, sentences too long to say.

The lists are English. They find words, not meanings: a person decides.
"""
