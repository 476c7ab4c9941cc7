"""JUnit XML of one submission, for the test views of CI systems: a suite for each question.

The format has no place for points, so they stand in properties: score and max_score of each suite.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from autograder.exports.request import Request, number
from autograder.gradesheet import Standing
from autograder.results import CaseResult, QuestionResult, Status

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(request: Request) -> str:
    """The text of the file."""
    entry = request.only
    questions = entry.result.questions if entry.result else ()
    root = ET.Element("testsuites", name=_text(f"{entry.person.student} {entry.assignment}"))
    root.attrib |= _counts([case for question in questions for case in question.cases])
    for question in questions:
        root.append(_suite(entry.assignment, question))
    if entry.standing is not Standing.GRADED and not questions:
        suite = ET.SubElement(root, "testsuite", name=entry.assignment, tests="1", failures="0", errors="1")
        case = ET.SubElement(suite, "testcase", classname=entry.assignment, name="grading")
        why = " ".join(entry.result.notes) if entry.result else "nothing was handed in"
        ET.SubElement(case, "error", message=_text(why), type=str(entry.standing))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(assignment: str, question: QuestionResult) -> ET.Element:
    suite = ET.Element("testsuite", name=_text(f"{question.name} {question.title}"))
    suite.attrib |= _counts(question.cases)
    properties = ET.SubElement(suite, "properties")
    for name, value in (("score", question.score), ("max_score", question.max_score)):
        ET.SubElement(properties, "property", name=name, value=number(value))
    for case in question.cases:
        suite.append(_case(f"{assignment}.{question.name}", case))
    if question.notes:
        ET.SubElement(suite, "system-out").text = _text("\n".join(question.notes))
    return suite


def _case(classname: str, case: CaseResult) -> ET.Element:
    element = ET.Element("testcase", classname=classname, name=_text(case.name))
    kind = _KINDS[case.status]
    if kind:
        ET.SubElement(element, kind, message=_text(case.message), type=str(case.status)).text = _text(
            case.message
        )
    return element


_KINDS = {
    Status.PASSED: "",
    Status.FAILED: "failure",
    Status.TIMEOUT: "failure",
    Status.ERROR: "error",
    Status.SKIPPED: "skipped",
    Status.INTERNAL_ERROR: "error",
}


def _counts(cases: list[CaseResult] | tuple[CaseResult, ...]) -> dict[str, str]:
    kinds = [_KINDS[case.status] for case in cases]
    found = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    return {"tests": str(len(kinds)), **{name: str(kinds.count(kind)) for name, kind in found.items()}}


def _text(text: str) -> str:
    """What XML can hold of a text."""
    return _NOT_XML.sub("\ufffd", text)
