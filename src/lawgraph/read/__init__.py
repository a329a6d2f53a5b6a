"""Stage 1: pages and files in, articles out."""
