"""`peerkit group`: what the group says about itself, and how that leaves the house."""
