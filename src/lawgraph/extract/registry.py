"""The rules, in the order in which they run. A new rule is added here and nowhere else."""

from __future__ import annotations

from lawgraph.extract.rules import awards, bodies, documents, events, launches, posts

#: What a scene has to hold for a module's rules to say anything, and the rules.
GROUPS = (
    ("postings", posts.RULES),
    ("launches", launches.RULES),
    ("awards", awards.RULES),
    ("citations", documents.RULES),
    ("holdings", events.RULES),
    ("institutions", bodies.RULES),
)
RULES = tuple(rule for _, rules in GROUPS for rule in rules)
