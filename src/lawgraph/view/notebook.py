"""A page inside a notebook: it is shown in a frame of its own, and fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.errors import ViewError
from lawgraph.graph.files import atomic

if TYPE_CHECKING:
    from os import PathLike

#: A notebook's cell is about this high on a laptop; lower, the panel shows less than one sentence.
HEIGHT = 640
_LOWEST, _HIGHEST = 200, 10_000


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that Jupyter shows as the value of a cell; IPython is not needed to make one.

    The page lies whole in the frame's ``srcdoc``, as an attribute, so that it needs neither a server
    nor a file. The frame is sandboxed: the page may run, save files and open sources in a new tab,
    but never reach the notebook around it.
    """

    html: str
    height: int = HEIGHT

    def __post_init__(self) -> None:
        """Raise ViewError for a height that is no number of pixels: it becomes part of the markup."""
        if not isinstance(self.height, int) or not _LOWEST <= self.height <= _HIGHEST:
            raise ViewError(f"height {self.height!r}", "is no height of a frame", f"Give whole pixels from {_LOWEST} to {_HIGHEST}")

    def _repr_html_(self) -> str:
        """Return the frame, as Jupyter, VS Code and Colab ask for it."""
        return (
            f'<iframe title="lawgraph" width="100%" height="{self.height}" frameborder="0" loading="lazy" '
            'sandbox="allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )

    def __repr__(self) -> str:
        """Say what to do where nothing draws it."""
        return f"<page of {len(self.html):,} characters: show it in Jupyter, or write it with .save('network.html')>"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page as a file that a browser opens; raise OutputError where that cannot be."""
        with atomic(path) as stream:
            stream.write(self.html.encode("utf-8"))
        return Path(path)
