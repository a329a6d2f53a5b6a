"""Measuring a graph against gold."""
