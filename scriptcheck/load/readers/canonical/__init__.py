"""The canonical call in JSON, as scriptcheck itself writes it."""
