"""Finding cues in a call: candidates from one scan, then the tests that drop false alarms."""
