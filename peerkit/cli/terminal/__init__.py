"""What every command shares: prompts, output, help, options, completion."""
