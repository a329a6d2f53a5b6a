"""Evaluation: gold and a graph in, precision and recall with their intervals out.

``evaluate`` is the way in; ``floors`` keeps figures from falling, ``rules`` measures each rule.
"""

from lawgraph.evaluate.evaluation import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
