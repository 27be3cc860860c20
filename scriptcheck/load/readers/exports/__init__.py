"""What recording and quality systems export, one file each."""
