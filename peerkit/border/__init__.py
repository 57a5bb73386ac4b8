"""Where files that somebody wrote come in: pydantic holds them to the fields of our values, and is loaded only then."""
