"""What speech recognisers write, one file each."""
