"""The letters of Panjabi, as fonts beside this file."""
