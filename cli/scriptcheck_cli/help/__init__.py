"""Help texts and usage errors in the user's language: English in the commands, Chinese here."""
