"""Unpack zips that strangers made: what is safe is written, everything else is refused with a sentence.

Only notebooks, zips and the small files that LMSs put beside them are written out; of any other member an empty
file with its name, so that it can still be said what a student handed in. No member is trusted about its size:
bytes are counted while they come, also those of members that turn out to be too large.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook import LARGEST

MOST_MEMBERS = 20_000
MOST_BYTES = 2 * 2**30  # of a whole download, unpacked
MOST_OF_ONE = 512 * 2**20  # of one student, with all zips in zips
MOST_TOLD = 50  # sentences about one archive
DEEPEST = 30  # folders in folders
LARGEST_CONTENTS = 8 * 2**20  # bytes of the list of members, which is read as a whole
_KEPT = (".ipynb", ".zip")
_METADATA = ("submission_metadata.yml", "timestamp.txt")
_LARGEST_ZIP = 256 * 2**20  # inside another one
_OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_ENCRYPTED, _UTF8 = 0x1, 0x800  # flag bits of a member
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA may ask for 4 GB, bzip2 for an hour


@dataclass
class Budget:
    """Bytes that may still be unpacked."""

    left: int = MOST_BYTES


class _Reader(io.FileIO):
    """A file that is never read in one piece: zipfile reads a list of members whole, however long it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As FileIO, up to a limit.

        Raises:
            BadZipFile: beyond it.
        """
        if size is not None and size > LARGEST_CONTENTS:
            raise zipfile.BadZipFile("its list of contents is too long")
        return super().read(-1 if size is None else size)


def is_archive(path: Path) -> bool:
    """Whether a file is one that unpack reads, by its name."""
    return path.suffix.lower() == ".zip"


def is_other_archive(path: Path) -> bool:
    """Whether a file is an archive of a kind that is not read."""
    return path.suffix.lower() in _OTHER_ARCHIVES


def unpack(archive: Path, into: Path, budget: Budget | None = None) -> list[str]:
    """Write the safe members of a zip into an empty folder.

    Args:
        archive: the zip.
        into: where to; made if need be.
        budget: shared by several archives; one of its own if there is none.

    Returns:
        What was refused, and why, in sentences without the archive's own name.
    """
    into.mkdir(parents=True, exist_ok=True)
    budget, problems = budget or Budget(), []
    try:
        with _Reader(archive) as file, zipfile.ZipFile(file) as opened:
            members = [m for m in opened.infolist() if not m.is_dir()]
            if len(members) > MOST_MEMBERS:
                problems.append(
                    f"it has {len(members)} files; those after the first {MOST_MEMBERS} are left out."
                )
            taken: dict[str, int] = {}
            for member in members[:MOST_MEMBERS]:
                problems += _unpack_one(opened, member, into, budget, taken)
    except Exception as error:  # zipfile has many ways to stumble over what is no zip
        problems.append(f"it is no zip that can be read ({_told(error)}); ask for it again.")
    more = len(problems) - MOST_TOLD
    return problems if more <= 0 else [*problems[:MOST_TOLD], f"{more} more like that."]


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__


def _unpack_one(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, budget: Budget, taken: dict[str, int]
) -> Iterator[str]:
    name, guessed = _name_of(member)
    shown = " ".join(name.encode("utf-8", "replace").decode().split())[:300]
    why = _unsafe(name, member)
    if why:
        yield f"{shown} was not unpacked: {why}."
        return
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return
    place = _unused("/".join(parts), taken)
    if place != "/".join(parts):
        yield f"{shown} is there twice; the second is read as {Path(place).name}."
    path = into / place
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _is_wanted(path):
            path.touch()
            return
        path.write_bytes(_bytes_of(opened, member, budget))
    except _TooLarge as large:
        yield f"{shown} was not unpacked: {large}."
    except OSError as error:
        with suppress(OSError):  # half a notebook would be graded as a damaged one
            path.unlink()
        yield f"{shown} was not unpacked: it cannot be written ({error.strerror or error})."
    except Exception as error:  # zipfile's, zlib's, of numbers and of text
        yield f"{shown} was not unpacked: it is damaged or of an unknown kind ({_told(error)})."
    else:
        if guessed and not name.isascii():
            yield f"{shown}: the archive does not say how its names are written; this one was guessed."


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in _KEPT or path.name in _METADATA


class _TooLarge(Exception):
    """More bytes than a member or an archive may have."""


def _bytes_of(opened: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    own = _LARGEST_ZIP if member.filename.lower().endswith(".zip") else LARGEST
    limit = min(own, budget.left)
    whole = io.BytesIO()
    with opened.open(member) as stream:
        while part := stream.read(1 << 16):
            budget.left -= len(part)
            if whole.tell() + len(part) > limit:
                if limit < own:
                    raise _TooLarge("the archive unpacks to more than may be written")
                raise _TooLarge(f"it has more than {own >> 20} MB when unpacked")
            whole.write(part)
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
    if name.count("/") > DEEPEST:
        return "it lies in too many folders"
    if member.compress_type not in _METHODS:
        return "it is compressed in an unusual way; make the zip anew"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted; ask for it without a password"
    return ""


def _unused(place: str, taken: dict[str, int]) -> str:
    """The place itself, or with (2), (3), … if it is taken.

    Args:
        taken: how often each place was asked for; remembered, so that many of one name are no work.
    """
    path, candidate = Path(place), place
    while candidate in taken:
        taken[place] = taken.get(place, 1) + 1
        candidate = str(path.with_name(f"{path.stem} ({taken[place]}){path.suffix}"))
    taken[candidate] = 1
    return candidate
