"""JSON, in one piece or a value a line, and the shapes that calls have in it."""
