"""`peerkit charter`: what the group stands for, value by value."""

from peerkit.agreements.kinds import CHARTER
from peerkit.cli.agreeing import commands

app = commands(CHARTER, "A charter of values: look at it, choose and change it, agree on it.")
