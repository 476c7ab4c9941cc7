"""Who is in the course: a CSV that says which submission is whose, and what an LMS calls them.

    student,name,email,canvas_id,sis_id,sis_login,section,moodle_id,github
    anna,Anna Ängström,anna@uni.example,1017,s-17,anna17,Monday,Participant 4411,anna-aa

`student` is the name under which submissions arrive: a file's or a folder's name. All other columns are optional
and may stand in any order; the headers of Canvas and Moodle exports are understood as well, so that an export
of the empty gradebook will do as a roster. Unknown and missing students are listed, never dropped.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

_ALIASES = {
    "student": ("student", "submission", "username", "user", "login"),
    "name": ("name", "full name", "student name", "fullname"),
    "first_name": ("first_name", "first name", "firstname"),
    "last_name": ("last_name", "last name", "surname", "lastname"),
    "email": ("email", "email address", "useremail", "e-mail"),
    "canvas_id": ("canvas_id", "id"),
    "sis_id": ("sis_id", "sis user id", "student id", "sid"),
    "sis_login": ("sis_login", "sis login id"),
    "section": ("section", "sections", "group"),
    "moodle_id": ("moodle_id", "identifier"),
    "github": ("github", "github username"),
}


class RosterError(Exception):
    """A roster that cannot be used: which file, which line, what to do."""


@dataclass(frozen=True)
class Person:
    """One member of the course; what the roster does not say is ""."""

    student: str
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    canvas_id: str = ""
    sis_id: str = ""
    sis_login: str = ""
    section: str = ""
    moodle_id: str = ""
    github: str = ""

    @property
    def shown(self) -> str:
        """What people call them."""
        return self.name or f"{self.first_name} {self.last_name}".strip() or self.student

    @property
    def sortable(self) -> str:
        """Last name, First name, as Canvas has it, as far as it is known."""
        if self.last_name or self.first_name:
            return ", ".join(part for part in (self.last_name, self.first_name) if part)
        return self.shown


@dataclass(frozen=True)
class Roster:
    """The members of a course in the order of the file."""

    people: tuple[Person, ...] = ()

    def find(self, student: str) -> Person | None:
        """Whose submission this is, by its name: as written, else by capitals, accents and spaces aside."""
        exact = [p for p in self.people if p.student == student]
        close = exact or [p for p in self.people if _key(student) in _keys(p)]
        return close[0] if len(close) == 1 else None

    def identify(self, name: str, ids: Mapping[str, str]) -> Person | None:
        """Whose a download is: by an LMS's own ids, each in its column, else by the name, as find."""
        for column, value in ids.items():
            owners = [p for p in self.people if getattr(p, column).casefold() == value.casefold()]
            if len(owners) == 1:
                return owners[0]
        person = self.find(name)
        other = person and any(getattr(person, column) not in ("", value) for column, value in ids.items())
        return None if other else person  # a namesake with another id is somebody else


def load(path: Path) -> Roster:
    """Read a roster.

    Raises:
        RosterError: naming the file, the line and the next step.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RosterError(f"{path} cannot be read ({error.strerror}): give the path of a CSV file.") from None
    except UnicodeDecodeError:
        raise RosterError(f"{path} is not UTF-8: save it as “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    lines = [row for row in reader if any(cell.strip() for cell in row)]
    columns = _columns(lines[0] if lines else [])
    if not {"student", "email", "sis_login", "sis_id", "canvas_id", "moodle_id"} & columns.keys():
        raise RosterError(
            f"{path} has no column that says whose a submission is: its first line must name one, such as "
            "student,name,email."
        )
    people = [_person(row, columns, f"{path}, line {number}") for number, row in enumerate(lines[1:], 2)]
    return Roster(_distinct([p for p in people if p is not None], path))


def _columns(header: Iterable[str]) -> Mapping[str, int]:
    places = {name.strip().lower(): place for place, name in reversed(list(enumerate(header)))}
    found = {}
    for known, aliases in _ALIASES.items():
        for alias in aliases:
            if alias in places:
                found[known] = places[alias]
                break
    if (
        "name" not in found and "sis login id" in places and "student" in places
    ):  # Canvas: Student is the name
        found["name"] = found["student"]
        found["student"] = places["sis login id"]
    return found


def _person(row: list[str], columns: Mapping[str, int], where: str) -> Person | None:
    values = {k: row[place].strip() for k, place in columns.items() if place < len(row)}
    if values.get("name", "").lower() in ("points possible", "student, test"):  # Canvas: no student
        return None
    options = (
        values.get(k, "") for k in ("student", "sis_login", "email", "sis_id", "moodle_id", "canvas_id")
    )
    student = next((option for option in options if option), "")
    if not student:
        raise RosterError(f"{where} does not say whose submission it is: fill the column student.")
    if "," in values.get("name", "") and not values.get("last_name"):
        last, _, first = (part.strip() for part in values["name"].partition(","))
        values |= {"last_name": last, "first_name": first, "name": f"{first} {last}".strip()}
    return Person(**{**values, "student": student})


def _distinct(people: list[Person], path: Path) -> tuple[Person, ...]:
    seen: set[str] = set()
    for person in people:
        if person.student in seen:
            raise RosterError(f"{path} names {person.student!r} twice: remove one, or make them different.")
        seen.add(person.student)
    return tuple(people)


def _keys(person: Person) -> set[str]:
    """Everything by which a submission may be named after a person."""
    texts = {getattr(person, field.name) for field in fields(person) if field.name != "section"}
    texts |= {person.shown, f"{person.last_name}{person.first_name}", person.email.partition("@")[0]}
    return {_key(text) for text in texts if _key(text)}


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())
