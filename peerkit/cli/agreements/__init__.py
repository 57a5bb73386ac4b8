"""Ground rules and charters: choose, change, check, print, agree on them."""
