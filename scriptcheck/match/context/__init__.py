"""The context tests: one linguistic fact each, over the words of a candidate's sentence."""
