"""A submission seen as otter's test files see a notebook: a mapping from names to values.

Values cross as plain data, functions become proxies that can be called and nothing else, and a name that is
missing becomes an object that says why. Behind the mapping stand two processes, which are made anew when one
is lost: the submission with its cells run, and a fork of it that answers calls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder import checks
from autograder.session import Died, OutOfTime, Question, StudentProblem, Submission

MOST_LIVES = 40  # forks that one submission may use up by crashing and hanging


class Missing:
    """Stands for a name that the notebook does not define; whoever uses it learns why."""

    def __init__(self, name: str, why: str):
        self.__name__, self.why_missing = name, why

    def __call__(self, *arguments: Any) -> Any:
        """Raise CheckFailed."""
        raise checks.CheckFailed(self.why_missing)

    __observe__ = __call__


class Proxy:
    """A student's function, seen from the trusted side."""

    def __init__(self, name: str, observe: Callable[..., checks.Call]):
        self.__name__, self._observe = name, observe

    def __call__(self, *values: Any) -> Any:
        """The value alone; test files call through checks.call."""
        return self.__observe__([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value

    def __observe__(
        self, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        return self._observe(self.__name__, labels, sets, optional, each)


class Names:
    """What a test file takes for the notebook's namespace; only get() is asked of it.

    Args:
        start: runs the notebook's cells in a fresh process.
        explain: why a name is missing, in a sentence.
        spoiled: told when a fresh process cannot be forked, so that the next start runs less of the cells.
    """

    def __init__(
        self, start: Callable[[], Submission], explain: Callable[[str], str], spoiled: Callable[[], None]
    ):
        self._start, self._explain, self._spoiled = start, explain, spoiled
        self._submission: Submission | None = None
        self._question: Question | None = None
        self._helpers: Mapping[str, Callable[..., Any]] = {}
        self._given: dict[str, Any] = {}
        self._proxies: dict[str, Proxy] = {}
        self._timed_out: dict[str, OutOfTime] = {}
        self._timed_out_in: dict[str, dict[str, OutOfTime]] = {}
        self._lives = MOST_LIVES
        self._over: StudentProblem | None = None

    def ask_about(self, question: str) -> None:
        """What ran out of time is not tried again in the same question; another question may."""
        self._timed_out = self._timed_out_in.setdefault(question, {})

    def swap(self, helpers: Mapping[str, Callable[..., Any]], given: Mapping[str, Any]) -> None:
        """From here on, in a fresh fork, let the student's code find other functions under these names.

        Args:
            helpers: what it finds, called on this side.
            given: what the test file finds under these names.
        """
        self._helpers, self._given = helpers, dict(given)
        self._proxies.clear()
        self._question = None
        self._timed_out = {}

    def get(self, name: str, default: Any = None) -> Any:
        """The student's value of that name, a Proxy for a function, or a Missing."""
        if name in self._given:
            return self._given[name]
        if name in self._proxies:  # should it be a function no longer, then its next call says so
            return self._proxies[name]
        kind, value = self._living_question().get(name)
        if kind == "function":
            return self._proxies.setdefault(name, Proxy(name, self._call))
        return value if kind == "value" else Missing(name, self._explain(name))

    def _call(
        self, name: str, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        if name in self._timed_out:
            raise self._timed_out[name]
        try:
            return self._living_question().observe(name, labels, sets, optional, each)
        except OutOfTime as problem:
            self._timed_out[name] = problem
            raise

    def _living_question(self) -> Question:
        if self._over is not None:
            raise self._over
        if self._question is None or self._question.broken is not None:
            try:
                self._question = self._fork()
            except StudentProblem as problem:
                self._over = problem  # no time or no life left: nothing can be asked any more
                raise
        return self._question

    def _fork(self) -> Question:
        if self._lives <= 0:
            raise Died("died", "", "it ended again and again, so it was not started any more")
        self._lives -= 1
        submission = self._submission
        fresh = submission is None or submission.broken is not None
        if submission is None or fresh:
            if submission is not None:
                submission.close()
            submission = self._submission = self._start()
        try:
            question = submission.question()
            if self._helpers:
                question.swap(self._helpers)
            return question
        except StudentProblem as problem:
            if problem.kind == "budget":
                raise
            # the process that ran the cells does not play along: run them again
            if fresh:
                self._spoiled()
            return self._fork()

    def close(self) -> None:
        """End both processes."""
        if self._submission is not None:
            self._submission.close()
            self._submission = None
