"""Reports to files, one format a file."""
