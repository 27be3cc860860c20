"""Views of what was said: folded for searching, cut into words, always tied to the original."""
