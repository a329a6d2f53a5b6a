"""The file of decisions: ``decisions.jsonl``, one object a line, only ever added to, kept in git beside the articles.

A line that breaks off is the rest of a write that was killed: it is told, and never applied nor deleted.
Any other line that is no decision stops the reading, since a correction left out in silence is lost.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lawgraph.errors import DecisionError
from lawgraph.graph.files import write_error
from lawgraph.model import Anchor, Effect, Kind, Property
from lawgraph.resolve.decisions import ClaimAnchor, Decision, Verdict, content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from lawgraph.model import Outcome

DECISIONS_FILE = "decisions.jsonl"
#: A line holds two names and a reason; a longer one is another file given by mistake.
_MAX_LINE = 64 << 10
_ANCHOR_FIELDS = {"kind", "article", "start", "end", "name"}
_CLAIM_FIELDS = {"id", "property", "start", "end", "role"}
_FIELDS = {"id", "verdict", "left", "right", "claim", "name", "undoes", "who", "when", "why"}
_REMEDY = "Mend the line or delete it; `lawgraph review DIR --list --format json` shows what one looks like"
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions in their order, and where they come from.

    ``path`` is None where they come from no file. ``lines`` are their numbers in it, ``broken`` those of
    lines that break off, ``sha256`` the hash of the whole.
    """

    path: str | None = None
    decisions: tuple[Decision, ...] = ()
    lines: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    sha256: str | None = None


def read_decisions(path: str | PathLike[str]) -> Decisions:
    """Return the decisions of a file, in their order. Blank lines are passed over.

    Raises DecisionError that names the file and the line where one is no decision, and where the file
    cannot be read.
    """
    found: list[Decision] = []
    lines: list[int] = []
    broken: list[int] = []
    whole = hashlib.sha256()
    try:
        with Path(path).open("rb") as stream:
            number = 0
            while line := stream.readline(_MAX_LINE + 1):
                number += 1
                whole.update(line)
                where = f"{path}, line {number}"
                if len(line) > _MAX_LINE:
                    raise DecisionError(where, f"is longer than {_MAX_LINE >> 10} KiB", "Give a file that `lawgraph review` wrote")
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")  # an editor's mark of UTF-8
                if not line.strip():
                    continue
                decision = _line(line, where)
                if decision is None:
                    broken.append(number)
                else:
                    found.append(decision)
                    lines.append(number)
    except OSError as error:
        raise DecisionError(str(path), f"cannot be read: {error.strerror or error}", "Give the file that `lawgraph review` wrote") from error
    return Decisions(str(path), tuple(found), tuple(lines), tuple(broken), whole.hexdigest())


def taken(decisions: str | PathLike[str] | Decisions | Iterable[Decision]) -> Decisions:
    """Return decisions as they are given to a build: read from a file, or as they are. Raises DecisionError as above."""
    if isinstance(decisions, Decisions):
        return decisions
    if isinstance(decisions, (str, os.PathLike)):
        return read_decisions(decisions)
    return Decisions(decisions=tuple(decisions))


def decisions_record(decisions: Decisions, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return what ``build.json`` tells of decisions: the file, what came of how many, and of each with its line and why."""
    outcome_of = {one.decision: one for one in outcomes}
    known = [(one, outcome_of[one.id]) for one in decisions.decisions]
    effects = Counter(outcome.effect for outcome in outcome_of.values())
    return {
        "source": decisions.path,
        "sha256": decisions.sha256,
        "broken_lines": list(decisions.broken),
        "effects": {effect.value: effects[effect] for effect in Effect if effects[effect]},
        "outcomes": [
            {"line": line, "id": one.id, "verdict": one.verdict.value}
            | {field: value for field in ("name", "who", "when", "why") if (value := getattr(one, field))}
            | {"effect": outcome.effect.value, "detail": outcome.detail}
            for line, (one, outcome) in zip(decisions.lines or range(1, len(known) + 1), known, strict=True)
        ],
    }


def append_decision(path: str | PathLike[str], decision: Decision) -> None:
    """Add a decision as one line, whole or not at all, and return when the disk has it.

    The file is made where there is none. A last line without its end gets one first. Raises
    OutputError where the line cannot be written; the file is then as it was.
    """
    line = decision_line(decision).encode("utf-8")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if os.lseek(file, 0, os.SEEK_END):
                os.lseek(file, -1, os.SEEK_END)
                line = line if os.read(file, 1) == b"\n" else b"\n" + line
            _write(file, line)
        finally:
            os.close(file)
    except OSError as error:
        raise write_error(path, error) from error


def _write(file: int, line: bytes) -> None:
    """Write a line and wait for the disk; where it is full, take back the part that went in."""
    size, done = os.fstat(file).st_size, os.write(file, line)
    whole = done == len(line)
    try:
        if whole:
            os.fsync(file)
    except OSError:
        whole = False
        raise
    finally:
        if not whole and os.fstat(file).st_size == size + done:  # and nobody else wrote behind it
            os.ftruncate(file, size)
    if not whole:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def decision_line(decision: Decision) -> str:
    """Return the line of a decision, keys sorted, with its id and its end."""
    return json.dumps(content(decision) | {"id": decision.id}, ensure_ascii=False, sort_keys=True) + "\n"


def _line(line: bytes, where: str) -> Decision | None:
    """Return the decision of a line, or None where it breaks off."""
    if line.startswith(_CONFLICT):
        raise DecisionError(where, "is a mark of a merge conflict of git", "Keep the lines of both sides and delete the marks")
    try:
        text = line.rstrip(b"\r\n").decode("utf-8").strip()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return None
        raise DecisionError(where, f"is no UTF-8: {error.reason} at byte {error.start + 1}", "Save the file as UTF-8") from error
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        if text.startswith("{") and _breaks_off(error, len(text)):
            return None
        raise DecisionError(where, f"is no JSON: {error.msg} at character {error.pos + 1}", _REMEDY) from error
    except (ValueError, RecursionError) as error:  # a number of more than 4,300 digits; brackets in brackets
        raise DecisionError(where, f"is no JSON: {str(error)[:80]}", _REMEDY) from error
    try:
        return parse_decision(record)
    except ValueError as error:
        raise DecisionError(where, str(error), _REMEDY) from error


def _breaks_off(error: json.JSONDecodeError, length: int) -> bool:
    r"""Return whether a text is the beginning of JSON: it is wrong at its end alone, or in a string or a \uXXXX that never ends."""
    return error.pos >= length or error.msg.startswith("Unterminated string") or (error.msg.startswith("Invalid \\u") and length - error.pos < 6)


def parse_decision(record: object) -> Decision:
    """Return the decision of a JSON object. Raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError(f"is a {type(record).__name__}, not an object")  # noqa: TRY004 - one error for a reader to catch
    _known(record, _FIELDS, "a decision")
    verdict = _one_of(Verdict, record.get("verdict"), "verdict")
    texts = {field: _text(record, field) for field in ("name", "undoes", "who", "when", "why")}
    try:
        decision = Decision(
            verdict,
            left=_anchor(record, "left"),
            right=_anchor(record, "right"),
            claim=_claim(record),
            name=texts["name"],
            undoes=texts["undoes"],
            who=texts["who"] or "",
            when=texts["when"] or "",
            why=texts["why"] or "",
        )
    except DecisionError as error:
        raise ValueError(f"{verdict.value}: {error.problem}") from error
    stated = _text(record, "id")
    if stated is not None and stated != decision.id:
        raise ValueError(f"its id is {stated} and its content gives {decision.id}: the line was changed after it was written")
    return decision


def _known(record: dict[str, Any], fields: set[str], what: str) -> None:
    if unknown := sorted(set(record) - fields):
        raise ValueError(f"{what} has no field {unknown[0]!r} (it has {', '.join(sorted(fields))})")


def _one_of(values: type[E], word: object, field: str) -> E:
    if not isinstance(word, str) or word not in set(values):
        raise ValueError(f"the {field} {word!r} is none of: {', '.join(values)}")
    return values(word)


def _text(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"the field {field} is a {type(value).__name__}, not a string")
    return value


def _number(record: dict[str, Any], field: str) -> int:
    value = record.get(field)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"the field {field} is no whole number")  # noqa: TRY004 - as above
    return value


def _filled(record: dict[str, Any], field: str) -> str:
    if not (value := _text(record, field)):
        raise ValueError(f"lacks the field {field}")
    return value


def _object(record: dict[str, Any], field: str, fields: set[str]) -> dict[str, Any] | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"the field {field} is a {type(value).__name__}, not an object")  # noqa: TRY004 - as above
    _known(value, fields, f"the field {field}")
    return value


def _anchor(record: dict[str, Any], side: str) -> Anchor | None:
    found = _object(record, side, _ANCHOR_FIELDS)
    if found is None:
        return None
    kind = _one_of(Kind, found.get("kind"), f"kind of {side}")
    return Anchor(kind, _filled(found, "article"), _number(found, "start"), _number(found, "end"), _filled(found, "name"))


def _claim(record: dict[str, Any]) -> ClaimAnchor | None:
    found = _object(record, "claim", _CLAIM_FIELDS)
    if found is None:
        return None
    prop = _one_of(Property, found.get("property"), "property of claim")
    return ClaimAnchor(_filled(found, "id"), prop, _number(found, "start"), _number(found, "end"), _text(found, "role"))
