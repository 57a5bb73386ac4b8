"""An evening: plan it, look at it, run it, print it, count it."""
