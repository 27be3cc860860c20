"""Files that hold transcripts as a folder does, or shrink them."""
