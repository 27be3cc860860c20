"""A live call: what was matched and judged up to now, kept from one turn to the next."""
