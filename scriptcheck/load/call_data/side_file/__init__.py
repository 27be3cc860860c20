"""Call data in a file beside the transcripts, such as the list of calls of a switchboard."""
