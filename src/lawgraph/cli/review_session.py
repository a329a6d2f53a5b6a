"""One sitting of ``lawgraph review``: a question, a key, one more line in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from lawgraph.cli import review_screen
from lawgraph.errors import LawgraphError
from lawgraph.graph.decided import append_decision
from lawgraph.graph.passages import shown
from lawgraph.resolve.decisions import Decision, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgraph.review import Doubt, Side
    from lawgraph.review.answers import Answers
    from lawgraph.review.articles import Articles


@dataclass(slots=True)
class Session:
    """The queue, where the answers go and whose they are; ``now`` gives the time of each as ISO 8601."""

    queue: tuple[Doubt, ...]
    articles: Articles
    answers: Answers
    path: Path
    skipped: Path
    who: str
    now: Callable[[], str]
    console: Console = field(default_factory=lambda: Console(highlight=False))
    done: list[tuple[Doubt, Path, Decision]] = field(default_factory=list)

    def run(self) -> None:
        """Ask until the queue or the person is at an end."""
        waiting = list(reversed(self.queue))
        try:
            while waiting:
                doubt = waiting.pop()
                if self.answers.knows(doubt):  # what was said just now may settle it
                    continue
                review_screen.show(self.console, doubt, self.articles, f"{len(self.queue) - len(waiting)}/{len(self.queue)}")
                key = self._ask(doubt)
                if key == "q":
                    break
                if key == "u":
                    waiting += [doubt, *self._take_back()]
        finally:
            self._report()

    def _ask(self, doubt: Doubt) -> str:
        """Ask until a key answers or leads elsewhere, and return it. What cannot be written is told, and asked again."""
        keys = review_screen.keys_of(doubt)
        while True:
            self.console.print("  ".join(f"[bold]{key}[/bold] {word}" for key, word in keys.items()), end=" > ")
            key = _key()
            self.console.print(keys.get(key, ""))
            if key in {"q", "u"}:
                return key
            try:
                if key in keys and self._answer(doubt, key, keys[key]) and key != "r":  # a new name leaves the question
                    return key
            except LawgraphError as error:
                self.console.print(str(error), style="red", markup=False)

    def _answer(self, doubt: Doubt, key: str, word: str) -> bool:
        """Keep what a key says; return whether something was said."""
        if key == "k":
            offered = doubt.decision(doubt.verdicts[0], who=self.who, when=self.now())
            append_decision(self.skipped, offered)
            self.answers.skip(offered, doubt)
            self.done.append((doubt, self.skipped, offered))
            return True
        side = self._side(doubt) if key == "r" else None
        name = self._line(f"new name for {shown(side.label)}: ") if side else ""
        if key == "r" and (not side or not name):
            return False
        why = self._line("why (Enter for none): ")
        if why is None:
            return False
        when = self.now()
        made = (
            doubt.rename(side, name, who=self.who, when=when, why=why)
            if side and name
            else doubt.decision(Verdict(word), who=self.who, when=when, why=why)
        )
        append_decision(self.path, made)
        self.answers.decide(made, doubt)
        self.done.append((doubt, self.path, made))
        return True

    def _side(self, doubt: Doubt) -> Side | None:
        self.console.print(f"[bold]1[/bold] left ({doubt.left.anchor.kind.value})  [bold]2[/bold] right ({doubt.right.anchor.kind.value})", end=" > ")
        key = _key()
        self.console.print("")
        return {"1": doubt.left, "2": doubt.right}.get(key)

    def _line(self, prompt: str) -> str | None:
        """Return a line; None where the person thinks better of it (Ctrl-C, Ctrl-D)."""
        try:
            return self.console.input(prompt, markup=False).strip()
        except (KeyboardInterrupt, EOFError):
            self.console.print("")
            return None

    def _take_back(self) -> list[Doubt]:
        """Undo the last answer of this sitting; return its question."""
        if not self.done:
            self.console.print("Nothing was answered in this sitting; --undo ID takes back an older decision.")
            return []
        doubt, path, made = self.done[-1]
        undone = Decision(Verdict.UNDO, undoes=made.id, who=self.who, when=self.now())
        try:
            append_decision(path, undone)
        except LawgraphError as error:
            self.console.print(str(error), style="red", markup=False)
            return []
        (self.answers.decide if path == self.path else self.answers.skip)(undone, doubt)
        self.done.pop()
        return [doubt]

    def _report(self) -> None:
        counts = Counter("skipped" if path == self.skipped else made.verdict.value for _, path, made in self.done)
        told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "nothing answered"
        self.console.print(f"\n{told}.", markup=False)
        if any(path == self.path for _, path, _ in self.done):
            self.console.print(f"Build again with --decisions {self.path} to apply it.", markup=False, soft_wrap=True)


def _key() -> str:
    """Return one key, in lower case; the end of input leaves. Raises KeyboardInterrupt for Ctrl-C."""
    try:
        key = typer.getchar().lower()
    except EOFError:
        return "q"
    return "q" if key == "\x04" else key
