"""The letters of Urdu, as fonts beside this file."""
