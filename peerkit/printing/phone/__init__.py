"""A page for a phone laid in the middle of the circle: one file that keeps the time of a whole rotation."""
