"""`peerkit voice`: what the group says came of meeting."""
