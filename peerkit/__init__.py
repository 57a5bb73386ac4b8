"""A toolkit for peer-led groups: plans, live sessions with equal time, ground rules, anonymous headcounts."""

__version__ = "0.4.0"
