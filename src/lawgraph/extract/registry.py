"""The rules, in the order in which they run. A new rule is added here and nowhere else."""

from __future__ import annotations

from lawgraph.extract.rules import awards, bodies, documents, events, launches, posts

RULES = (*posts.RULES, *launches.RULES, *awards.RULES, *documents.RULES, *events.RULES, *bodies.RULES)
