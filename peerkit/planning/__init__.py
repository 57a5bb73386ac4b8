"""From a template to a plan: what the blocks are, how long each may last, and how they fit an evening."""
