"""A call while it goes on: what was heard and said so far, kept from one turn to the next."""
