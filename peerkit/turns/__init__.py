"""Equal turns for everyone. Seats are numbers; nobody has a name."""
