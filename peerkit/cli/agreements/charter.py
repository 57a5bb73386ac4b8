"""`peerkit charter`: what the group stands for, value by value."""

from peerkit.agreements.kinds import CHARTER
from peerkit.cli.agreements.commands import commands

app = commands(CHARTER, "A charter of values: choose, change and print it, and agree on it.")
