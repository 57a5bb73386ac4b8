"""`peerkit tally`: counts in, figures out."""
