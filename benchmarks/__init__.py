"""How fast and how exact scriptcheck is, beside other ways to do its work."""
