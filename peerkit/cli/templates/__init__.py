"""Ways of meeting: look at them, make your own, check them."""
