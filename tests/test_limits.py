"""Limits: one place, every one explained, changed by name."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from autograder.limits import MEANING, MIB, LimitError, Limits, changed, size, table

ISOLATION = (Path(__file__).resolve().parent.parent / "docs/isolation.md").read_text(encoding="utf-8")


def test_every_limit_is_explained():
    assert list(MEANING) == [f.name for f in fields(Limits)]
    assert [name for name, _, _ in table(Limits())] == list(MEANING)


@pytest.mark.parametrize("row", table(Limits()), ids=lambda row: row[0])
def test_the_documentation_says_every_limit_and_its_default(row):
    name, value, _ = row
    assert f"| `{name}` | {value} |" in ISOLATION


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("call_cpu=10", "call_cpu", 10.0),
        ("call_cpu=0.5", "call_cpu", 0.5),
        ("memory=4G", "memory", 4096 * MIB),
        ("box=8m", "box", 8 * MIB),
        ("processes=20", "processes", 20),
        ("output=5", "output", 5),
    ],
)
def test_a_limit_is_changed_by_name_and_nothing_else_is(text, name, value):
    limits = changed([text])
    assert getattr(limits, name) == value
    assert [f.name for f in fields(Limits) if getattr(limits, f.name) != getattr(Limits(), f.name)] == [name]


def test_the_last_of_two_counts():
    assert changed(["files=30", "files=40"]).files == 40


@pytest.mark.parametrize(
    "text",
    ["cpu=3", "call_cpu", "call_cpu=", "call_cpu=0", "call_cpu=-1", "call_cpu=nan", "call_cpu=inf", "memory=1.5G",
     "memory=1M", "files=2", "processes=K", "memory=1e9", "call_cpu=2G", "output=9999999999999999"],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_what_can(text):
    with pytest.raises(LimitError, match=r"there are: cell_cpu|must be a"):
        changed([text])


def test_sizes_as_people_say_them():
    assert [size(n) for n in (5, 1 << 10, 64 * MIB, 3 << 29)] == ["5 bytes", "1 KiB", "64 MiB", "1.5 GiB"]
