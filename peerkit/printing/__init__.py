"""Everything that leaves peerkit as a sheet or a page."""
