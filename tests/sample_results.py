"""Results made by hand, one of every kind, for the tests of what renders and stores them."""

from __future__ import annotations

from autograder.results import CaseResult, GradientCheck, QuestionResult, Status, SubmissionResult

BACKWARD = """def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = dZ2 @ cache["A1"].T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
    dW1 = dZ1 @ X.T  # the mean over the examples?
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}"""

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"

PROVENANCE = {
    "submission_sha256": "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069",
    "tests_sha256": "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
    "python": "3.11.7",
    "numpy": "2.1.3",
    "isolation": "namespaces",
    "seed": 0,
}


def perfect(student: str = "anna", assignment: str = "shallow_network") -> SubmissionResult:
    """Full marks in two questions."""
    q1 = QuestionResult(
        "q1",
        "The sigmoid",
        5.0,
        5.0,
        Status.PASSED,
        (
            CaseResult("sigmoid(0) is one half", False, 2.0, 2.0, Status.PASSED),
            CaseResult("sigmoid does not overflow at ±800", True, 3.0, 3.0, Status.PASSED),
        ),
        code=SIGMOID,
    )
    q2 = QuestionResult(
        "q2",
        "Backward propagation",
        16.0,
        16.0,
        Status.PASSED,
        (CaseResult("the gradients agree with the slope of the cost", True, 16.0, 16.0, Status.PASSED),),
        (GradientCheck("dW1", 3.1e-10, 1e-6, False), GradientCheck("db1", 8.4e-11, 1e-6, False)),
        code=BACKWARD.replace("X.T  # the mean over the examples?", "X.T / m"),
    )
    return SubmissionResult(student, assignment, 21.0, 21.0, Status.PASSED, (q1, q2), (), dict(PROVENANCE))


def mixed(student: str = "Björn Ångström", assignment: str = "shallow_network") -> SubmissionResult:
    """One question right, one wrong with flagged gradients, notes and oddities."""
    q2 = QuestionResult(
        "q2",
        "Backward propagation",
        6.0,
        16.0,
        Status.FAILED,
        (
            CaseResult("The result is a dict with dW1, db1, dW2 and db2", False, 2.0, 2.0, Status.PASSED),
            CaseResult(
                "dW1 is right for three examples",
                False,
                4.0,
                0.0,
                Status.FAILED,
                "dW1 is 3 times too large, and m is 3: did you divide by m? dW1[0, 0] is 0.618, expected 0.21.",
            ),
            CaseResult("dW2 and db2 are right on random networks", True, 4.0, 4.0, Status.PASSED),
            CaseResult(
                "Every gradient agrees with the slope of the cost",
                True,
                6.0,
                0.0,
                Status.FAILED,
                "Your gradient does not agree with the slope of the cost: dW1 (ratio 7.5e-01) above 1e-05.",
            ),
        ),
        (
            GradientCheck("dW1", 0.75, 1e-6, True),
            GradientCheck("db1", 4.2e-10, 1e-6, False),
            GradientCheck("dW2", 2.9e-6, 1e-6, False),
            GradientCheck("db2", None, 1e-6, True),
        ),
        ("numpy raised a warning: RuntimeWarning: overflow encountered in exp",),
        BACKWARD,
    )
    return SubmissionResult(
        student,
        assignment,
        11.0,
        21.0,
        Status.FAILED,
        (perfect().questions[0], q2),
        ("sigmoid is defined in cells 4 and 9; the last definition counts.",),
        dict(PROVENANCE),
    )


def hostile(student: str = "=HYPERLINK(1)", assignment: str = "shallow_network") -> SubmissionResult:
    """Text that would break a page, a terminal or a table if it were not escaped."""
    attack = "<script>alert(1)</script>\x1b[31mred\x1b[0m\x00\x08 & \"quoted\" 'too' \u202eevil"
    case = CaseResult(attack, False, 5.0, 0.0, Status.ERROR, attack + "x" * 50_000)
    late = CaseResult("Training ends", True, 1.0, 0.0, Status.TIMEOUT, "No answer within 10 s.")
    question = QuestionResult(
        "q1",
        attack,
        0.0,
        6.0,
        Status.TIMEOUT,
        (case, late),
        (GradientCheck(attack, 0.5, 1e-6, True),),
        (attack,),
        f"def f():\n    return '{attack}'\n" + "# padding\n" * 20_000,
    )
    return SubmissionResult(
        student,
        assignment,
        0.0,
        6.0,
        Status.FAILED,
        (question,),
        (attack,),
        {"seed": attack, "more": {"a": [1]}},
    )


def unreadable(student: str = "carl", assignment: str = "shallow_network") -> SubmissionResult:
    """The student's file is no notebook: every question skipped."""
    questions = tuple(
        QuestionResult(name, title, 0.0, points, Status.SKIPPED)
        for name, title, points in (("q1", "The sigmoid", 5.0), ("q2", "Backward propagation", 16.0))
    )
    return SubmissionResult(
        student,
        assignment,
        0.0,
        21.0,
        Status.FAILED,
        questions,
        ("THE FILE IS EMPTY. Ask for the notebook again.",),
    )


def internal(student: str = "dora", assignment: str = "shallow_network") -> SubmissionResult:
    """We failed: one question could not be graded."""
    q2 = QuestionResult(
        "q2", "Backward propagation", 0.0, 16.0, Status.INTERNAL_ERROR, notes=("The worker died.",)
    )
    return SubmissionResult(
        student,
        assignment,
        5.0,
        21.0,
        Status.INTERNAL_ERROR,
        (perfect().questions[0], q2),
        (),
        dict(PROVENANCE),
    )
