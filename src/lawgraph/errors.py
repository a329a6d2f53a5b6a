"""Every error that lawgraph raises on purpose: a code, what is wrong with which value, the remedy.

Callers catch :class:`LawgraphError` to catch all of them. Codes are stable and never reused.
"""

from __future__ import annotations


class LawgraphError(Exception):
    """An error with a stable ``code``, the ``subject`` it is about and the ``remedy``."""

    code = "LG000"

    def __init__(self, subject: str, problem: str, remedy: str) -> None:
        super().__init__(f"{self.code} {subject}: {problem}. {remedy}.")
        self.subject = subject
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[LawgraphError], tuple[str, str, str]]:
        """Travel between processes by the three parts; the message alone would not make another."""
        return type(self), (self.subject, self.problem, self.remedy)


class ReadError(LawgraphError):
    """An input that cannot be read (empty, binary, unknown encoding, too large, no text)."""

    code = "LG100"


class LexiconError(LawgraphError):
    """A vocabulary file that breaks its own format."""

    code = "LG200"


class OutputError(LawgraphError):
    """A result that cannot be written, or a build directory that cannot be read back."""

    code = "LG300"


class QueryError(LawgraphError):
    """A SPARQL query that is wrong, refused or unknown."""

    code = "LG400"


class ViewError(LawgraphError):
    """A page that cannot be made."""

    code = "LG500"


class EvaluationError(LawgraphError):
    """Gold, floors or a build that cannot be compared."""

    code = "LG600"


class CheckError(LawgraphError):
    """Shapes that cannot be run, or a check that cannot be made."""

    code = "LG700"


class ExportError(LawgraphError):
    """A format that is unknown, that lacks its library, or that cannot hold the graph."""

    code = "LG800"


class DecisionError(LawgraphError):
    """A decision that says too little or too much, or a file of them that cannot be read."""

    code = "LG900"


class LinkError(LawgraphError):
    """Links that cannot be made or read: the library is missing, or the graph has changed since."""

    code = "LG950"
