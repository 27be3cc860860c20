"""Which files are read."""
