"""What a person should look at in a build: doubtful identities and claims, the most useful first.

A built folder in, :class:`~lawgraph.review.doubts.Doubt` out; what is answered is a decision, and the
next build applies it.
"""

from lawgraph.review.doubts import Doubt, DoubtKind, Side
from lawgraph.review.queue import doubts, pair

__all__ = ["Doubt", "DoubtKind", "Side", "doubts", "pair"]
