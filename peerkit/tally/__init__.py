"""Counting: headcounts by date and session, with nobody in them."""
