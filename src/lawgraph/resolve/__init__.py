"""Stage 3: the mentions of all articles in, entities out."""
