"""Lexicons and profiles: their models, their language, and how they are read."""
