"""A session under way, as a fold of events over a plan. Pure: it knows no clock, no file and no screen."""
