"""Packs: ways of meeting with their rules, charters and flyers in one file, as values. Pure."""
