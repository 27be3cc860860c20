"""Bytes to text: which encoding a transcript is in, and mixtures of two."""
