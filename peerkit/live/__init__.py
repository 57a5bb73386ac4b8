"""A session on a real evening: the clock, the journal, the loop between them, and its faces (plain, screen)."""
