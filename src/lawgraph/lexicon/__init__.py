"""The vocabulary of the field as data files, and the matchers that find it in text."""
