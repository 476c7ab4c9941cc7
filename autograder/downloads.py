"""Whose a file is and when it came, by the names that Canvas, Moodle, Gradescope and nbgrader give.

angstromanna_LATE_12345_678901_file-1.ipynb                     Canvas: name, user, attachment
Anna Ängström_12345_assignsubmission_file_/nb.ipynb             Moodle: name, participant (or in one name)
submission_123/ and submission_metadata.yml                     Gradescope: submitters, times
anna/shallow_network/ with timestamp.txt                        nbgrader's submitted/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

METADATA = "submission_metadata.yml"
TIMESTAMP = "timestamp.txt"
_LARGEST_METADATA = 32 * 2**20
_DEEPEST_METADATA = 20  # results are in it, too
_LONG_NUMBER = re.compile(r"[-+0-9_:.]{1000}")  # the loader takes minutes for 1:1:1:1:…

_CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)")
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?")


@dataclass(frozen=True)
class Arrival:
    """Whose something is.

    Attributes:
        name: what the download calls the student.
        ids: what else it tells, by the roster's columns: {"canvas_id": "12345"}.
        submitted: when, if the download says so.
        order: a number that grows with each attempt, if there is one.
        late: marked as late by an LMS that does not say by how much.
    """

    name: str
    ids: Mapping[str, str] = field(default_factory=dict)
    submitted: datetime | None = None
    order: int | None = None
    late: bool = False


def canvas(file_name: str) -> Arrival | None:
    """Whose file of a Canvas bulk download it is; None if it is named in another way."""
    match = _CANVAS.fullmatch(file_name)
    if match is None:
        return None
    ids = {"canvas_id": match["user"]}
    return Arrival(match["name"], ids, order=int(match["attachment"]), late=bool(match["late"]))


def moodle(name: str) -> Arrival | None:
    """Whose file or folder of a Moodle download it is; None if it is named in another way."""
    match = _MOODLE.fullmatch(name)
    return match and Arrival(match["name"], {"moodle_id": f"Participant {match['number']}"})


def gradescope(folder: Path) -> dict[str, list[Arrival]]:
    """Submitters of each folder of a Gradescope export, several for a group; {} if it is none.

    Raises:
        ValueError: if its metadata cannot be read.
    """
    path = folder / METADATA
    if not path.is_file():
        return {}
    if path.stat().st_size > _LARGEST_METADATA:
        raise ValueError("it is too large")
    try:
        text = path.read_text(encoding="utf-8")
        data = _table(text)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ValueError(str(error).partition("\n")[0]) from None
    if not isinstance(data, dict):
        raise ValueError("it does not list submissions")
    return {str(key): _submitters(entry) for key, entry in data.items() if isinstance(entry, dict)}


def _table(text: str) -> Any:
    """What a YAML file says.

    Raises:
        ValueError: if it is none, or holds what no export does.
    """
    import yaml  # type: ignore[import-untyped]  # takes longer than a notebook's cells, and few folders have such a file

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _must_be_a_table(yaml, yaml.parse(text, loader))
        return yaml.load(text, loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _must_be_a_table(yaml: Any, events: Iterable[Any]) -> None:
    """Refuse what no export holds: the loader would fall over deep nesting, and repeat what refers to itself.

    Raises:
        ValueError: saying what it is.
    """
    depth, collections = 0, set()
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            collections.add(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST_METADATA:
            raise ValueError("it is nested too deeply")
        if isinstance(event, yaml.AliasEvent) and event.anchor in collections:
            raise ValueError("it refers to itself")
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and _LONG_NUMBER.match(event.value):
            raise ValueError("a number in it is too long")


def _submitters(entry: Mapping[Any, Any]) -> list[Arrival]:
    submitters, when = entry.get(":submitters"), entry.get(":created_at")
    time = when if isinstance(when, datetime) else _time(str(when)) if when else None
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    found = []
    for one in submitters if isinstance(submitters, list) else []:
        if isinstance(one, dict):
            name, email, sid = (str(one.get(key) or "") for key in (":name", ":email", ":sid"))
            ids = {k: v for k, v in (("email", email), ("sis_id", sid)) if v}
            if name or ids:
                found.append(Arrival(name or email or sid, ids, time))
    return found


def timestamp(folder: Path) -> datetime | None:
    """What the timestamp.txt in a folder says; None if there is none.

    Raises:
        ValueError: if it holds no time.
    """
    path = folder / TIMESTAMP
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", errors="replace") as file:
        text = file.read(200).strip()
    time = _time(text)
    if time is None:
        raise ValueError(f"{text[:40]!r} is no time")
    return time if time.tzinfo else time.replace(tzinfo=UTC)  # nbgrader writes UTC unless it says otherwise


def _time(text: str) -> datetime | None:
    for stamp, zone in ((text, ""), (text.rpartition(" ")[0], text.rpartition(" ")[2])):
        try:
            time = datetime.fromisoformat(stamp)
            return time.replace(tzinfo=ZoneInfo(zone)) if zone else time
        except (ValueError, KeyError, OSError):
            continue
    return None
