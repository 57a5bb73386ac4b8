"""What a group says about itself, and how it leaves the house: what goes where, dates, and formats. Pure."""
