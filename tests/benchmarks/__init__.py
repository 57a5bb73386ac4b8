"""How fast peerkit is, measured beside the same machine's `python -c pass`. See docs/benchmarks.md."""
