"""What the times and the data of a call measure: silences, waits, answers, pace, interruptions."""
