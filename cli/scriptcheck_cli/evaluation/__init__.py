"""An evaluation as tables, lists and words on a terminal."""
