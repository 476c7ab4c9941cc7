"""Everything in one JSON file, with a published schema: docs/results.schema.json describes it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, create_model

from autograder.course import Course
from autograder.exports.request import Request
from autograder.gradesheet import Entry, Total, totals
from autograder.results import SCHEMA

_ENTRIES = TypeAdapter(tuple[Entry, ...])
_TOTALS = TypeAdapter(tuple[Total, ...])


def write(request: Request) -> str:
    """The text of the file."""
    entries = _ENTRIES.dump_python(tuple(request.entries), mode="json")
    for entry, source in zip(entries, request.entries, strict=True):
        entry["score"] = source.score
    data = {
        "schema": SCHEMA,
        "course": request.course.model_dump(mode="json"),
        "entries": entries,
        "totals": _TOTALS.dump_python(totals(request.entries, request.course), mode="json"),
    }
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    data = create_model(
        "Everything", course=(Course, ...), entries=(tuple[Entry, ...], ...), totals=(tuple[Total, ...], ...)
    ).model_json_schema()
    data["properties"]["schema"] = {"const": SCHEMA}
    data["$defs"]["Entry"]["properties"]["score"] = {
        "anyOf": [{"type": "number"}, {"type": "null"}],
        "description": "Points that count: raw minus penalty.",
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **data}


def schema_text() -> str:
    """docs/results.schema.json."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
