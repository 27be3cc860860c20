"""Times and dates as transcripts write them, and their order."""
