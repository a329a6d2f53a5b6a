"""What a build tells of itself while it is at work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Progress:
    """Callbacks for a progress bar; each takes the name of the thing done.

    ``total`` opens a stage with the number of things to do; ``note`` hears what is worth telling and is no error.
    """

    read: Callable[[str], None] = field(default=lambda _: None)
    total: Callable[[int], None] = field(default=lambda _: None)
    extracted: Callable[[str], None] = field(default=lambda _: None)
    note: Callable[[str], None] = field(default=lambda _: None)
