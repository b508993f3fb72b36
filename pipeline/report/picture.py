"""The picture of a group: every value with its interval on one axis, a line for each paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from schemas import Interval

WIDTH, LABELS, ROW, PAD = 760, 250, 26, 16


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the picture: its label, its interval of true values, the value as printed, and if it conflicts."""

    label: str
    ends: Interval
    low: Decimal
    high: Decimal
    printed: str
    conflicting: bool


def _scale(marks: Sequence[Mark]) -> tuple[Decimal, Decimal]:
    """The range of the axis: all values and closed ends, with a margin."""
    seen = [v for m in marks for v in (m.low, m.high, *m.ends) if v is not None]
    low, high = min(seen), max(seen)
    margin = (high - low) / 20 or abs(high) / 10 or Decimal(1)
    return low - margin, high + margin


def draw(marks: Sequence[Mark], *, title: str) -> Markup:
    """An SVG with a bar for each interval, a dot for each printed value, and the printed form beside it."""
    low, high = _scale(marks)

    def x(value: Decimal) -> float:
        return round(LABELS + float((value - low) / (high - low)) * (WIDTH - LABELS - 110), 1)

    height = ROW * len(marks) + PAD
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" class="picture"><title>{}</title>').format(WIDTH, height, title)
    ]
    for i, mark in enumerate(marks):
        y = PAD / 2 + ROW * i + ROW / 2
        left = x(mark.ends[0]) if mark.ends[0] is not None else LABELS
        right = x(mark.ends[1]) if mark.ends[1] is not None else WIDTH - 100
        kind = "clash" if mark.conflicting else "calm"
        parts.append(
            Markup(
                '<g class="{}"><text x="{}" y="{}" class="who">{}</text>'
                '<line x1="{}" x2="{}" y1="{}" y2="{}" class="track"/>'
                '<rect x="{}" y="{}" width="{}" height="10" rx="3" class="span"/>'
                '<circle cx="{}" cy="{}" r="4" class="dot"/><text x="{}" y="{}" class="printed">{}</text></g>'
            ).format(
                kind, LABELS - 10, y + 4, _shortened(mark.label), LABELS, WIDTH - 100, y, y,
                left, y - 5, max(2.0, round(right - left, 1)), x((mark.low + mark.high) / 2), y,
                min(right, WIDTH - 100) + 8, y + 4, mark.printed,
            )
        )  # fmt: skip
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _shortened(label: str, limit: int = 38) -> str:
    return label if len(label) <= limit else label[: limit - 1] + "…"
