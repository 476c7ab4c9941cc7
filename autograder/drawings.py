"""Results as SVG: heat maps of differences, curves of costs, distributions of scores. No script, no colour of its own.

Shapes carry classes; the page's style sheet colours them, in light and in dark. Everything drawn is said in words
beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from autograder.results import Curve, Difference

LEVELS = (1e-3, 0.05, 0.5)  # of |difference| / max |ours|: beyond each, one shade more
CELL, MANY = 12, 8  # up to MANY columns are drawn twice as large
WIDTH, HEIGHT = 480, 170  # of a curve
LEFT, BOTTOM, TOP, RIGHT = 46, 26, 10, 12
BINS = 10


def heat_map(difference: Difference) -> str:
    """The cells of one block by how much they differ: one path for each shade."""
    rows, columns = len(difference.cells), len(difference.cells[0])
    shades: dict[str, list[str]] = {}
    for i, row in enumerate(difference.cells):
        for j, value in enumerate(row):
            shades.setdefault(_shade(value), []).append(f"M{j * CELL + 1} {i * CELL + 1}h10v10h-10z")
    paths = "".join(f'<path class="{shade}" d="{"".join(d)}"/>' for shade, d in sorted(shades.items()))
    wrong = sum(value != 0 for row in difference.cells for value in row)
    told = f"{difference.block}: {wrong} of {rows * columns} entries differ"
    side = CELL if columns > MANY else 2 * CELL
    size = f'width="{columns * side}" height="{rows * side}" viewBox="0 0 {columns * CELL} {rows * CELL}"'
    return f'<svg class="heat" role="img" aria-label="{escape(told)}" {size}>{paths}</svg>'


def _shade(value: float | None) -> str:
    if value is None:
        return "lost"
    if value == 0:
        return "same"
    level = 1 + sum(abs(value) > limit for limit in LEVELS[1:])
    return f"{'more' if value > 0 else 'less'}{level}"


def curve(drawn: Curve) -> str:
    """Your costs and ours, and the step up to which they agree."""
    finite = [cost for cost in (*drawn.got, *drawn.right) if cost is not None]
    top = max(*drawn.right, min(max(finite), 3 * max(drawn.right)))  # what explodes leaves the picture
    low = min(0.0, *drawn.right)
    last = max(len(drawn.right) - 1, 1)

    def place(step: int, cost: float) -> str:
        x = LEFT + (WIDTH - LEFT - RIGHT) * step / last
        y = TOP + (HEIGHT - TOP - BOTTOM) * (1 - (min(max(cost, low), top) - low) / (top - low or 1))
        return f"{x:.1f} {y:.1f}"

    ours = "L".join(place(i, cost) for i, cost in enumerate(drawn.right))
    yours = "L".join(place(i, cost) for i, cost in enumerate(drawn.got) if cost is not None)
    told = f"Your costs agree with ours for {drawn.agree} of {len(drawn.right)} steps"
    parts = [f'<path class="axes" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/>']
    parts += [
        f'<text class="tick end" x="{LEFT - 6}" y="{TOP + 8}">{top:.2g}</text>',
        f'<text class="tick end" x="{LEFT - 6}" y="{HEIGHT - BOTTOM}">{low:.2g}</text>',
        f'<text class="tick" x="{LEFT}" y="{HEIGHT - 8}">step 0</text>',
        f'<text class="tick end" x="{WIDTH - RIGHT}" y="{HEIGHT - 8}">{last}</text>',
    ]
    if drawn.agree < len(drawn.right):
        x = place(drawn.agree, low).split()[0]
        parts.append(f'<path class="parting" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>')
    parts += [f'<path class="ours" d="M{ours}"/>']
    parts += [f'<path class="yours" d="M{yours}"/>'] if yours else []
    return (
        f'<svg class="curve" role="img" aria-label="{escape(told)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def histogram(shares: Sequence[float], title: str) -> str:
    """How many of the shares, 0 to 1, lie in each tenth."""
    counts = [0] * BINS
    for share in shares:
        counts[min(int(max(share, 0.0) * BINS), BINS - 1)] += 1
    most, parts = max(counts, default=0) or 1, []
    for i, count in enumerate(counts):
        height = 90 * count / most
        parts.append(
            f'<rect class="count" x="{i * 40 + 3}" y="{110 - height:.1f}" width="34" height="{height:.1f}"/>'
        )
        if count:
            parts.append(f'<text class="tick middle" x="{i * 40 + 20}" y="{105 - height:.1f}">{count}</text>')
    parts.append('<path class="axes" d="M0 110H400"/>')
    for share in (0, 50, 100):
        where = ("", " middle", " end")[share // 50]
        parts.append(f'<text class="tick{where}" x="{share * 4}" y="126">{share} %</text>')
    told = ", ".join(f"{n} at {10 * i} to {10 * i + 10} %" for i, n in enumerate(counts) if n) or "nobody"
    return (
        f'<svg class="histogram" role="img" aria-label="{escape(title)}: {told}" viewBox="0 0 400 130">'
        f"{''.join(parts)}</svg>"
    )


def finite(number: float | None) -> str:
    """A number of a picture's caption."""
    return "not finite" if number is None or not math.isfinite(number) else f"{number:.4g}"
