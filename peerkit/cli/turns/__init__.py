"""Turns of equal time: schedules, turns on their own."""
