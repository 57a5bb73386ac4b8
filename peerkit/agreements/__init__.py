"""What a group agrees: rules, each with the value that it serves."""
