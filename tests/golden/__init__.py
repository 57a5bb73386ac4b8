"""What each sheet says to a screen reader: its tags, in reading order, as `pdfinfo -struct-text` tells them.

`python -m tests.golden` writes these files again; look at what changed before you keep it.
"""
