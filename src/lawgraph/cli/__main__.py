"""``python -m lawgraph.cli``."""

from lawgraph.cli import main

main()
