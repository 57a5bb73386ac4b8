"""The live screen, in Textual: what it shows, what it asks, and the app that lets time pass."""
