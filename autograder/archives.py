"""Unpack zips that strangers made: what is safe is written, everything else is refused with a sentence.

Only notebooks, zips and the small files that LMSs put beside them are written out; of any other member an empty
file with its name, so that it can still be said what a student handed in. No member is trusted about its size:
bytes are counted while they come.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook import LARGEST

MOST_MEMBERS = 20_000
MOST_BYTES = 2 * 2**30  # of one archive, unpacked
_KEPT = (".ipynb", ".zip")
_METADATA = ("submission_metadata.yml", "timestamp.txt")
_LARGEST_ZIP = 256 * 2**20  # inside another one
_OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flag bits of a member


@dataclass
class _Budget:
    """Bytes that may still be written."""

    left: int


def is_archive(path: Path) -> bool:
    """Whether a file is one that unpack reads, by its name."""
    return path.suffix.lower() == ".zip"


def is_other_archive(path: Path) -> bool:
    """Whether a file is an archive of a kind that is not read."""
    return path.suffix.lower() in _OTHER_ARCHIVES


def unpack(archive: Path, into: Path, most: int = MOST_BYTES) -> list[str]:
    """Write the safe members of a zip into an empty folder.

    Args:
        archive: the zip.
        into: where to; made if need be.
        most: bytes that may be written in all.

    Returns:
        What was refused, and why, in sentences without the archive's own name.
    """
    into.mkdir(parents=True, exist_ok=True)
    try:
        opened = zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        return [f"it is no zip that can be read ({error}); ask for it again."]
    with opened:
        members = [m for m in opened.infolist() if not m.is_dir()]
        problems = []
        if len(members) > MOST_MEMBERS:
            problems.append(
                f"it has {len(members)} files; those after the first {MOST_MEMBERS} are left out."
            )
        budget, taken = _Budget(most), set[str]()
        for member in members[:MOST_MEMBERS]:
            problems += _unpack_one(opened, member, into, budget, taken)
    return problems


def _unpack_one(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, budget: _Budget, taken: set[str]
) -> Iterator[str]:
    name, guessed = _name_of(member)
    shown = name.encode("utf-8", "replace").decode()
    why = _unsafe(name, member)
    if why:
        yield f"{shown} was not unpacked: {why}."
        return
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return
    place = _unused("/".join(parts), taken)
    if place != "/".join(parts):
        yield f"{shown} is there twice; the second is read as {place}."
    path = into / place
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _is_wanted(path):
            path.touch()
            return
        data = _bytes_of(opened, member, budget)
    except _TooLarge as large:
        yield f"{shown} was not unpacked: {large}."
        return
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        yield f"{shown} was not unpacked: it is damaged or of an unknown kind ({error})."
        return
    path.write_bytes(data)
    if guessed and not name.isascii():
        yield f"{shown}: the archive does not say how its names are written; this one was guessed."


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in _KEPT or path.name in _METADATA


class _TooLarge(Exception):
    """More bytes than a member or an archive may have."""


def _bytes_of(opened: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> bytes:
    own = _LARGEST_ZIP if member.filename.lower().endswith(".zip") else LARGEST
    limit = min(own, budget.left)
    whole = io.BytesIO()
    with opened.open(member) as stream:
        while part := stream.read(1 << 16):
            if whole.tell() + len(part) > limit:
                if limit < own:
                    raise _TooLarge("the archive unpacks to more than may be written")
                raise _TooLarge(f"it has more than {own >> 20} MB when unpacked")
            whole.write(part)
    budget.left -= whole.tell()
    return whole.getvalue()


def _name_of(member: zipfile.ZipInfo) -> tuple[str, bool]:
    """A member's name, and whether its encoding had to be guessed: UTF-8 if it can be, else code page 437."""
    name, guessed = member.orig_filename, not member.flag_bits & _UTF8
    if guessed:
        try:
            name = name.encode("cp437").decode("utf-8")
            guessed = False  # what is UTF-8 by accident is rare enough
        except (UnicodeEncodeError, UnicodeDecodeError):
            pass
    return name.replace("\\", "/"), guessed


def _unsafe(name: str, member: zipfile.ZipInfo) -> str:
    """Why a member must not be unpacked, "" if it may be."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "its path is absolute"
    if ".." in name.split("/"):
        return "its path leads out of the archive"
    if "\0" in name or not name.strip("/. "):
        return "it has no proper name"
    if any(len(part.encode("utf-8", "replace")) > 240 for part in name.split("/")) or len(name) > 2000:
        return "its name is too long"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted; ask for it without a password"
    return ""


def _unused(place: str, taken: set[str]) -> str:
    path, candidate, number = Path(place), place, 2
    while candidate in taken:
        candidate, number = str(path.with_name(f"{path.stem} ({number}){path.suffix}")), number + 1
    taken.add(candidate)
    return candidate
