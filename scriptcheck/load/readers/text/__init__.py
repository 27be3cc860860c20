"""Labelled text: 客服：您好."""
