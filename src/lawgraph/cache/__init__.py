"""What earlier builds found out, kept for the next one: key → result, on disk, checked when it is read back."""
