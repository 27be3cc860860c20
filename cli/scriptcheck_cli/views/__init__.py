"""What is shown on a terminal: reports, explanations, summaries, progress and problems."""
