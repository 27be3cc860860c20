"""A learned matcher beside the lexicon: a linear model over n-grams of what agents say.

Weights and sums are integers, so a model gives the same matches on every machine. docs/learned.md
describes the model, how it is trained, and how well it does.
"""
