"""The four drawings of the look, from plain numbers: `{% load charts %}`.

Each carries its conclusion as `desc`; the figures it draws also stand in a table on the same page.
"""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

from django import template

from zona.web.templatetags.zona import Number, fraction

register = template.Library()

RADAR_CENTRE = (230.0, 169.0)
RADAR_RADIUS = 112.0
METER_CENTRE = (110.0, 112.0)
METER_RADIUS = 84.0
TREND_LEFT, TREND_RIGHT, TREND_TOP, TREND_BOTTOM = 38.0, 402.0, 33.8, 192.0
RISK_CELL, RISK_LEFT = 52, 34
RISK_BANDS = (3, 6, 10, 16)


def _text(number: float) -> str:
    """A coordinate, with at most one decimal and a decimal point whatever the language."""
    return f"{number:.1f}".removesuffix(".0")


def _ratio(value: Number, of: Number) -> float:
    return float(fraction(value) / fraction(of)) if fraction(of) else 0.0


def _spoke(index: int, count: int, ratio: float) -> tuple[float, float]:
    angle = -pi / 2 + 2 * pi * index / count
    return (
        RADAR_CENTRE[0] + RADAR_RADIUS * ratio * cos(angle),
        RADAR_CENTRE[1] + RADAR_RADIUS * ratio * sin(angle),
    )


def _points(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_text(x)},{_text(y)}" for x, y in pairs)


def _radar_label(index: int, count: int, axis: Mapping[str, Any]) -> dict[str, str]:
    x, y = _spoke(index, count, 1.0)
    if abs(x - RADAR_CENTRE[0]) < 1:
        anchor, y = "t-mid", y - 24 if y < RADAR_CENTRE[1] else y + 18
    elif x > RADAR_CENTRE[0]:
        anchor, x, y = "", x + 9, y - 4 if y < RADAR_CENTRE[1] else y + 4
    else:
        anchor, x, y = "t-end", x - 9, y - 4 if y < RADAR_CENTRE[1] else y + 4
    return {
        "x": _text(x),
        "y": _text(y),
        "below": _text(y + 16),
        "anchor": anchor,
        "code": axis["code"],
        "figure": axis["figure"],
    }


def _series(axes: Sequence[Mapping[str, Any]], party: str) -> dict[str, Any] | None:
    if any(axis.get(party) is None for axis in axes):
        return None
    pairs = [_spoke(index, len(axes), _ratio(axis[party], axis["of"])) for index, axis in enumerate(axes)]
    dots = [{"x": _text(x), "y": _text(y), "left": _text(x - 3.5), "top": _text(y - 3.5)} for x, y in pairs]
    return {"party": party, "points": _points(pairs), "dots": dots}


@register.inclusion_tag("components/charts/radar.html")
def radar(
    axes: Sequence[Mapping[str, Any]], title: str, summary: str, name: str = "radar", minimum: Number = "0.75"
) -> dict[str, Any]:
    """Values per area against their weight: axes are `{code, figure, of, unit, tpi}`; `name` makes ids unique."""
    count = len(axes)
    drawn = (_series(axes, party) for party in ("unit", "tpi"))
    return {
        "rings": [_points([_spoke(i, count, ring) for i in range(count)]) for ring in (0.25, 0.5, 0.75, 1.0)],
        "spokes": [{"x": _text(x), "y": _text(y)} for x, y in (_spoke(i, count, 1.0) for i in range(count))],
        "minimum": _points([_spoke(i, count, float(fraction(minimum))) for i in range(count)]),
        "series": [one for one in drawn if one],
        "labels": [_radar_label(i, count, axis) for i, axis in enumerate(axes)],
        "title": title,
        "summary": summary,
        "name": name,
    }


def _on_arc(ratio: float, radius: float) -> str:
    angle = pi * (1 - min(max(ratio, 0.0), 1.0))
    x = METER_CENTRE[0] + radius * cos(angle)
    y = METER_CENTRE[1] - radius * sin(angle)
    return f"{_text(x)} {_text(y)}"


@register.inclusion_tag("components/charts/meter.html")
def meter(
    state: str, figure: str, minimum_text: str, value: Number, minimum: Number, of: Number, label: str, name: str
) -> dict[str, Any]:
    """One condition as a half circle; the words come from the verdict: state, shown figure, shown minimum."""
    return {
        "state": state,
        "figure": figure,
        "minimum": minimum_text,
        "end": _on_arc(_ratio(value, of), METER_RADIUS),
        "tick": f"M{_on_arc(_ratio(minimum, of), 71)}L{_on_arc(_ratio(minimum, of), 97)}",
        "label": label,
        "name": name,
    }


def _trend_line(points: Sequence[tuple[float, float]], party: str, figure: str) -> dict[str, Any]:
    return {
        "party": party,
        "path": "M" + "L".join(f"{_text(x)} {_text(y)}" for x, y in points),
        "dots": [{"x": _text(x), "y": _text(y), "left": _text(x - 4), "top": _text(y - 4)} for x, y in points],
        "at": points[-1][1],
        "figure": figure,
    }


@register.inclusion_tag("components/charts/trend.html")
def trend(
    years: Sequence[object],
    lines: Sequence[Mapping[str, Any]],
    minimums: Sequence[Mapping[str, Any]],
    title: str,
    summary: str,
    low: int = 50,
    high: int = 90,
    name: str = "trend",
) -> dict[str, Any]:
    """Values over years: lines are `{party, values (None = no value), figure}`, minimums `{at, label}`."""
    step = (TREND_RIGHT - TREND_LEFT) / max(len(years) - 1, 1)

    def height(value: Number) -> float:
        return TREND_BOTTOM - (TREND_BOTTOM - TREND_TOP) * (float(fraction(value)) - low) / (high - low)

    drawn = []
    for line in lines:
        points = [(TREND_LEFT + step * i, height(value)) for i, value in enumerate(line["values"]) if value is not None]
        if points:
            drawn.append(_trend_line(points, line["party"], line["figure"]))
    return {
        "grid": [
            {"y": _text(height(mark)), "text_y": _text(height(mark) + 4.5), "label": str(mark)}
            for mark in range(low, high + 1, 10)
        ],
        "minimums": [
            {"y": _text(height(m["at"])), "text_y": _text(height(m["at"]) - 5), "label": m["label"]} for m in minimums
        ],
        "years": [{"x": _text(TREND_LEFT + step * i), "label": str(year)} for i, year in enumerate(years)],
        "lines": _labelled(drawn),
        "title": title,
        "summary": summary,
        "name": name,
    }


def _labelled(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The end figures of lines, pushed apart where they would touch."""
    lowest = 0.0
    for line in sorted(lines, key=lambda one: one["at"]):
        place = max(line["at"] + 4.5, lowest)
        line["label_y"] = _text(place)
        lowest = place + 16
    return lines


def _risk_band(score: int) -> int:
    return 1 + sum(score > limit for limit in RISK_BANDS)


@register.inclusion_tag("components/charts/risk_map.html")
def risk_map(counts: Mapping[tuple[int, int], int], title: str, summary: str, name: str = "risk") -> dict[str, Any]:
    """Five by five: counts are `{(likelihood, impact): number of risks}`."""
    rows = []
    for likelihood in range(1, 6):
        top = RISK_CELL * (5 - likelihood)
        cells = [
            {
                "band": str(_risk_band(likelihood * impact)),
                "score": str(likelihood * impact),
                "x": str(RISK_LEFT + RISK_CELL * (impact - 1)),
                "text_x": str(RISK_LEFT + RISK_CELL * (impact - 1) + 6),
                "dot_x": str(RISK_LEFT + RISK_CELL * (impact - 1) + 32),
                "count": str(counts.get((likelihood, impact), "")),
            }
            for impact in range(1, 6)
        ]
        rows.append(
            {
                "y": str(top),
                "text_y": str(top + 16),
                "dot_y": str(top + 33),
                "dot_text_y": _text(top + 37.5),
                "label_y": _text(top + 30.5),
                "label": str(likelihood),
                "cells": cells,
            }
        )
    foot = [{"x": str(RISK_LEFT + RISK_CELL * i + 26), "label": str(i + 1)} for i in range(5)]
    return {"rows": rows, "foot": foot, "title": title, "summary": summary, "name": name}


@register.inclusion_tag("components/charts/spark.html")
def spark(values: Sequence[Number], minimum: Number, low: Number = 40, high: Number = 100) -> dict[str, str]:
    """Three or more years in a table cell, with the minimum as a dotted line; decoration beside figures."""

    def height(value: Number) -> float:
        return 22 - 20 * _ratio(fraction(value) - fraction(low), fraction(high) - fraction(low))

    step = 64 / max(len(values) - 1, 1)
    points = [(4 + step * index, height(value)) for index, value in enumerate(values)]
    return {
        "line": _text(height(minimum)),
        "path": "M" + "L".join(f"{_text(x)} {_text(y)}" for x, y in points),
        "x": _text(points[-1][0]),
        "y": _text(points[-1][1]),
    }
