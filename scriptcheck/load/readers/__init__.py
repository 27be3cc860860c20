"""The formats of transcripts: each recognises its own and reads calls out of it."""
