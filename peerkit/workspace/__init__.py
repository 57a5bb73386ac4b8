"""The folder a group works in: where it is, what lies in it, and the only hands on the disk."""
