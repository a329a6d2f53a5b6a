"""Refusing the queries that would change the graph, call another server or name another graph.

Why a scanner of our own: the store makes the HTTP request that SERVICE asks for and has no switch
for it. The store's parser also takes keywords without spaces around them (``1SERVICE<…>``), so a
word-by-word look is not enough. What follows errs on the side of refusing.
"""

from __future__ import annotations

import re

from lawgraph.errors import QueryError

# What may hold any word harmlessly: an escaped character, a comment, a string, an IRI.
_PIECE = re.compile(
    r"""\\. | \#[^\n\r]*
    | \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <(?:[^\x00-\x20<>"{}|^`\\]|\\[uU])*>""",
    re.VERBOSE | re.DOTALL,
)
_WEB_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_VARIABLE = re.compile(r"[?$][A-Za-z0-9_]+")
_LOCAL_NAME = re.compile(r":[A-Za-z_][A-Za-z0-9_]*")
_SERVICE = re.compile("service", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w-])from(?![\w-]*:|[\w-])", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def refuse(sparql: str) -> None:
    """Raise QueryError if the text is a SPARQL Update, may call another server (SERVICE) or names a graph (FROM)."""
    # SPARQL reads \u0053 as S, in some parsers anywhere: the text is looked at in both forms.
    for text in (sparql, _ESCAPE.sub(_unescape, sparql)):
        words = map(str.upper, _WORD.findall(_PIECE.sub(" ", text)))
        form = next((word for word in words if word in _UPDATES | _FORMS), "")
        if form in _UPDATES:
            raise QueryError(
                f"SPARQL Update ({form})",
                "is refused, since queries only read",
                "Use SELECT, ASK, CONSTRUCT or DESCRIBE; to correct the graph, record a decision and build again",
            )
        if _SERVICE.search(_code(text)):
            raise QueryError(
                "SERVICE",
                "is refused, since a query must not call another server",
                "Load the other data into a store of your own and ask both there",
            )
        if _FROM.search(_names_out(_PIECE.sub(" ", text))):
            # The store would look for a graph of that name, find none, and answer with nothing.
            raise QueryError(
                "FROM", "is refused, since there is one graph here and no other is fetched", "Leave the FROM clause out"
            )


def _code(text: str) -> str:
    """Return the text without what cannot hold a keyword; all of it where that is not certain."""
    for found in _PIECE.finditer(text):
        # "?a<?b&&?c>?d" holds no IRI, but looks as if it did: what looks like a string or comment
        # after it may be none. Only "scheme://" cannot stand in an expression.
        if found[0].startswith("<") and not _WEB_IRI.match(found[0]):
            return text
    return _names_out(_PIECE.sub(" ", text))


def _names_out(text: str) -> str:
    return _LOCAL_NAME.sub(":", _VARIABLE.sub("?", text))


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]
