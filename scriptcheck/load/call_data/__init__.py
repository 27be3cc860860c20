"""What is known of a call beside what was said, wherever it stands."""
