"""Counts out of other people's files: how they are opened, what their columns hold, and what in them is sure."""
