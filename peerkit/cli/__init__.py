"""The command line: parse, load, call, show. One module a noun; nothing heavy is imported before it is needed."""
