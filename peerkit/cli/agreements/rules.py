"""`peerkit rules`: what the group agrees, and why."""

from peerkit.agreements.kinds import RULES
from peerkit.cli.agreements.commands import commands

app = commands(RULES, "Ground rules: choose, change and print them, and agree on them.")
