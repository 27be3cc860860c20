"""The forms that rules take, one file each, and how they are judged."""
