"""Stage 2: one article in, its mentions and claims out."""
