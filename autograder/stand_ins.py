"""The reference in the place of a student's helpers, when a question is asked once more."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from autograder import checks
from autograder.assignment import Assignment
from autograder.assignment import Question as Asked
from autograder.names import Proxy, Swapped
from autograder.overheard import Overheard
from autograder.session import Submission as Confined
from autograder.session import Zygote
from reference import answers


class Reference:
    """The right answers, in a disposable process for each submission; made when first asked for."""

    def __init__(self, assignment: str, zygote: Callable[[], Zygote]):
        self._assignment, self._zygote = assignment, zygote
        self._process: Confined | None = None

    def observe(self, name: str, *call: Any) -> checks.Call:
        """As Conversation.observe, of the reference's function."""
        if self._process is None or self._process.broken is not None:
            self._end()
            self._process = self._zygote().spawn()
        return self._process.observe(f"{self._assignment}.{name}", *call)

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def __enter__(self) -> Reference:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()


def stand_ins(
    assignment: str, replaced: Sequence[str], observe: Callable[..., checks.Call], heard: Overheard
) -> Swapped:
    """The reference in the place of some helpers."""

    def known_or_asked(*call: Any) -> checks.Call:
        return heard.recall(*call) or observe(*call)

    return Swapped(
        helpers={name: _helper(assignment, name, observe) for name in replaced},
        given={name: Proxy(name, known_or_asked) for name in replaced},
        locked=heard.said_by(replaced),
    )


def _helper(assignment: str, name: str, observe: Callable[..., checks.Call]) -> Callable[..., Any]:
    """What a student's call of a swapped helper runs: the reference, in a process of its own."""
    parameters = inspect.signature(answers(assignment)[name]).parameters

    def ask_the_reference(*args: Any, **kwargs: Any) -> Any:
        given = dict(zip(parameters, args, strict=False))  # an argument that only theirs has is dropped
        given.update({k: v for k, v in kwargs.items() if k in parameters})
        return observe(name, list(given), [list(given.values())], 0, False).value

    return ask_the_reference


def owners(question: Asked, asked: Assignment) -> list[Asked]:
    """The questions of a question's helpers, of their helpers, and so on, in their order."""
    found, pending = set(), set(question.helpers.values())
    while pending:
        owner = pending.pop()
        found.add(owner)
        pending |= set(asked.question(owner).helpers.values()) - found
    return [q for q in asked.questions if q.name in found]
