"""The letters of Chinese, as fonts beside this file."""
