"""List, a line each, what `unknown` finds in every language that hunspell knows."""

from tests.spelling import DICTIONARIES, unknown

for tag in DICTIONARIES:
    for word in sorted(unknown(tag)):
        print(tag, word)
