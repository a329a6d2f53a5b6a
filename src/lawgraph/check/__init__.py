"""Checking a built graph: against its shapes, and against the texts that it quotes."""
