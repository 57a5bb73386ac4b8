"""The letters of Bengali, as fonts beside this file."""
