"""The city recap as data: units × areas, results, total, conditions; one instrument at a time.

A row is drawn from the stored result alone and remembered as long as that result stands, so a page of 600 units costs
one query and hardly any arithmetic.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.template.loader import render_to_string

from zona.assessments.enums import AssessmentState, Party
from zona.assessments.models import StoredResult
from zona.assessments.results import stored_verdicts
from zona.base.numbers import shown, shown_against, shown_short
from zona.instruments.models import LoadedInstrument
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Period
from zona.scoring.structure import ComponentKind, Instrument
from zona.verdicts.judge import Verdict
from zona.web.templatetags.zona import share
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.gates import missing_of


@dataclass(frozen=True)
class Column:
    """One area of change, one result indicator or one result component."""

    label: str
    name: str
    weight: Fraction
    paths: tuple[str, ...]
    bar: bool  # areas carry a small bar
    leads: bool = False  # first of its group


@dataclass(frozen=True)
class Cell:
    """One figure as shown."""

    text: str
    label: str
    length: str = ""  # of the bar, in per cent for SVG
    low: bool = False  # below a minimum of the first predicate
    leads: bool = False


@dataclass(frozen=True)
class Row:
    """One unit's line, independent of who looks at it."""

    assessment: int
    predicate: str
    state: str
    total: str
    total_low: bool
    cells: tuple[Cell, ...]
    pips: tuple[str, ...]
    verdict: str
    eligible: bool
    failed: int
    rank: tuple[int, int, int]  # nearest to passing first
    exact: tuple[Fraction, ...]  # of the columns
    exact_total: Fraction


@dataclass(frozen=True)
class Line:
    """A row with its unit, and the same drawn as HTML."""

    name: str
    category: str
    row: Row
    html: str


def columns_of(instrument: Instrument) -> tuple[Column, ...]:
    """Areas of change with their aspects together, then indicators and components of the results."""
    found: list[Column] = []
    groups: dict[str, list[tuple[str, Fraction, str]]] = {}
    for component, area in instrument.areas():
        path = f"{component.code}/{area.code}"
        if component.kind is ComponentKind.ENABLER:
            groups.setdefault(area.change_area, []).append((path, area.weight, area.name))
    for change_area, members in groups.items():
        weight = sum((weight for _, weight, _ in members), Fraction(0))
        paths = tuple(path for path, _, _ in members)
        found.append(Column(display_code(change_area), members[0][2], weight, paths, bar=True))
    return (*found, *_result_columns(instrument))


def _result_columns(instrument: Instrument) -> list[Column]:
    found: list[Column] = []
    for component, area in instrument.areas():
        if component.kind is ComponentKind.ENABLER:
            continue
        path = f"{component.code}/{area.code}"
        if len(area.indicators) > 1:
            for indicator in area.indicators:
                label = indicator.code.rsplit("-", 1)[-1].upper()
                found.append(Column(label, indicator.name, indicator.weight, (f"{path}/{indicator.code}",), bar=False))
        label = area.code.rsplit("-", 1)[-1]
        found.append(
            Column(label.upper() if len(label) <= 4 else label.capitalize(), area.name, area.weight, (path,), bar=False)
        )
    return [column if at else Column(**{**column.__dict__, "leads": True}) for at, column in enumerate(found)]


class _Stored(NamedTuple):
    """One result as it is read for the recap: what a line depends on, and its figures still as text."""

    pk: int
    calculated_at: datetime
    assessment: int
    state: str
    unit: str
    category: str
    total: str
    parts: str  # JSON
    verdicts: str  # JSON


_READ = (
    *("pk", "calculated_at", "assessment_id", "assessment__state"),
    *("assessment__unit__name", "assessment__unit__category", "total"),
)


def lines_of(period: Period, instrument: LoadedInstrument) -> list[Line]:
    """Every unit's line, nearest to passing first; one query. Figures are taken apart only for a line drawn anew."""
    results = StoredResult.objects.filter(
        party=Party.UNIT, assessment__period=period, assessment__instrument=instrument
    )
    rows = results.values_list(*_READ, Cast("parts", TextField()), Cast("verdicts", TextField()))
    lines = [_line(_Stored._make(row), instrument) for row in rows]
    return sorted(lines, key=lambda line: (line.row.rank, line.name))


#: by result: what the line depends on, and the line
_LINES: dict[int, tuple[tuple[object, ...], Line]] = {}
#: so many lines are remembered; a city has hundreds, a province thousands
REMEMBERED = 5000


def _line(stored: _Stored, instrument: LoadedInstrument) -> Line:
    """The line of one result, drawn once for each time it was calculated."""
    depends_on = stored[1:6]
    remembered = _LINES.get(stored.pk)
    if remembered is not None and remembered[0] == depends_on:
        return remembered[1]
    if len(_LINES) >= REMEMBERED:
        _LINES.clear()
    row, category = _draw(stored, instrument), UnitCategory(stored.category).label
    html = render_to_string("city/row.html", {"name": stored.unit, "category": category, "row": row})
    line = Line(stored.unit, category, row, html)
    _LINES[stored.pk] = depends_on, line
    return line


def _draw(stored: _Stored, instrument: LoadedInstrument) -> Row:
    result = StoredResult(total=stored.total, parts=json.loads(stored.parts), verdicts=json.loads(stored.verdicts))
    verdicts = stored_verdicts(instrument.instrument, result)
    verdict = next(iter(verdicts.values()))
    minima = {judged.condition.covers: judged for judged in verdict.conditions}
    total = result.exact_total
    cells = tuple(_cell(column, result, verdict) for column in _columns(instrument))
    judged_total = minima.get(("total",))
    low = judged_total is not None and not judged_total.holds
    return Row(
        assessment=stored.assessment,
        predicate=verdict.predicate.code,
        state=AssessmentState(stored.state).label,
        total=shown_against(total, judged_total.condition.minimum) if judged_total else shown(total),
        total_low=low,
        cells=cells,
        pips=tuple("holds" if judged.holds else "fails" for judged in verdict.conditions),
        verdict=summary_of(verdict),
        eligible=verdict.eligible,
        failed=len(verdict.failed),
        rank=_rank(verdict, total),
        exact=tuple(_points(column, result) for column in _columns(instrument)),
        exact_total=total,
    )


def _rank(verdict: Verdict, total: Fraction) -> tuple[int, int, int]:
    """Fewest failed conditions, then the smallest sum of distances, then the highest total.

    In millionths of a millionth, because whole numbers sort ten times as fast as fractions.
    """
    distance = sum((judged.distance for judged in verdict.failed), Fraction(0))
    return (len(verdict.failed), int(distance * 10**12), -int(total * 10**12))


def _columns(instrument: LoadedInstrument) -> tuple[Column, ...]:
    return _columns_by_hash(instrument.sha256, instrument)


@lru_cache(maxsize=32)
def _columns_by_hash(sha256: str, instrument: LoadedInstrument) -> tuple[Column, ...]:
    return columns_of(instrument.instrument)


def _points(column: Column, result: StoredResult) -> Fraction:
    return sum((result.points(path) for path in column.paths), Fraction(0))


def _cell(column: Column, result: StoredResult, verdict: Verdict) -> Cell:
    points = _points(column, result)
    judged = next((one for one in verdict.conditions if set(one.condition.covers) == set(column.paths)), None)
    return Cell(
        text=shown_against(points, judged.condition.minimum) if judged else shown(points),
        label=column.name,
        length=share(points, column.weight) if column.bar else "",
        low=judged is not None and not judged.holds,
        leads=column.leads,
    )


_NUMBER_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def summary_of(verdict: Verdict) -> str:
    """`Terpenuhi`, `Kurang 1,00 di …`, `Kurang tiga syarat`."""
    failed = verdict.failed
    if not failed:
        return "Terpenuhi"
    if len(failed) == 1:
        return f"Kurang {missing_of(failed[0])} di {_short_name(failed[0].condition.part)}"
    word = _NUMBER_WORDS[len(failed)] if len(failed) < len(_NUMBER_WORDS) else str(len(failed))
    return f"Kurang {word} syarat"


def _short_name(part: str) -> str:
    if part == "total":
        return "jumlah"
    last = part.rsplit("/", 1)[-1]
    tail = last.rsplit("-", 1)[-1]
    return f"area {display_code(last)}" if last.isdigit() else tail.upper() if len(tail) <= 4 else tail


def legend_of(instrument: Instrument) -> str:
    """What the row of signs means, in order."""
    predicate = instrument.predicates[0]
    rules = [f"{_short_name(c.part)} ≥ {shown_short(c.minimum)}" for c in predicate.conditions]
    return f"{len(rules)} syarat {predicate.code}, berurutan: {', '.join(rules)}"
