"""From the text of an instrument file to the instrument, with every mistake found on the way.

The form of the file is told in docs/instrument-format.md. This module reads the parts; what must hold between parts
(weights that add up, conditions that point somewhere) is in `rules/`.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from zona.instruments.form import Form
from zona.instruments.parts import parts_of
from zona.instruments.questions import read_question
from zona.instruments.tree import BrokenFileError, Problem, Tree, read_tree
from zona.scoring.structure import (
    Alternative,
    Area,
    Aspect,
    Component,
    ComponentKind,
    Condition,
    Indicator,
    Instrument,
    Predicate,
    Question,
)

Scales = dict[str, dict[str, Fraction]]


@dataclass(frozen=True)
class Minimum:
    """A condition as written, before its part is looked up."""

    part: str
    minimum: Fraction | None
    share: Fraction | None
    alternatives: tuple[Alternative, ...]
    verified: bool
    verify_note: str
    tree: Tree


@dataclass
class Reading:
    """What was read of a file: the instrument as far as it goes, the places of its parts, and all mistakes."""

    instrument: Instrument | None = None
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Tree] = field(default_factory=dict)  # code of a part or question -> its place
    minima: dict[str, list[Minimum]] = field(default_factory=dict)  # predicate -> its conditions as written
    root: Tree | None = None


def read_instrument(text: str) -> Reading:
    """Read one file. The instrument is None where the file cannot be used; `problems` says why."""
    from zona.instruments.rules import check  # rules need Reading, which stands here

    reading = Reading()
    try:
        reading.root = read_tree(text)
    except BrokenFileError as error:
        reading.problems.append(error.problem)
        return reading
    instrument = _read_whole(Form(reading.root, reading.problems, "berkas instrumen"), reading)
    reading.problems.extend(check(instrument, reading))
    reading.problems.sort()
    if not reading.problems:
        reading.instrument = instrument
    return reading


def _read_whole(form: Form, reading: Reading) -> Instrument:
    regulation = _read_regulation(form)
    scales = _read_scales(form)
    components = tuple(_read_component(child, scales, reading) for child in form.forms("components", "komponen"))
    whole = Instrument(
        id=form.code("id"),
        edition=form.text("edition"),
        title=form.text("title"),
        short_title=form.text("short_title"),
        regulation=regulation,
        components=components,
        predicates=(),
        released=form.date("released"),
        sources=form.texts("sources"),
        notes=form.texts("notes"),
    )
    predicates = tuple(_read_predicate(name, value, whole, reading) for name, value in form.named("predicates"))
    if not predicates:
        form.note(form.at("predicates"), "berkas instrumen memerlukan 'predicates' (WBK dan WBBM).")
    form.done()
    return Instrument(**{**whole.__dict__, "predicates": predicates})


def _read_regulation(form: Form) -> dict[str, str]:
    inner = form.form("regulation", "'regulation'")
    if inner is None:
        return {}
    found = {key: inner.text(key) for key in ("name", "number", "year")}
    found["subject"] = inner.text("subject", needed=False)
    inner.done()
    return found


def _read_scales(form: Form) -> Scales:
    scales: Scales = {}
    for name, tree in form.named("scales", needed=True):
        scale: dict[str, Fraction] = {}
        for label, value in Form(tree, form.problems, f"skala '{name}'").values.items():
            score = form.number_at(value, label)
            if score is not None:
                scale[label] = score
        scales[name] = scale
        scores = list(scale.values())
        if not scores or (scores[0] != 1 or scores[-1] != 0 or any(a <= b for a, b in pairwise(scores))):
            form.note(tree, f"skala '{name}' harus turun dari 1 ke 0, terbaik lebih dulu.")
    return scales


def _read_component(form: Form, scales: Scales, reading: Reading) -> Component:
    component = Component(
        code=_code(form, reading),
        name=form.text("name"),
        kind=form.choice("kind", ComponentKind),
        weight=form.number("weight") or Fraction(0),
        areas=tuple(_read_area(child, scales, reading) for child in form.forms("areas", "area")),
    )
    form.done()
    return component


def _read_area(form: Form, scales: Scales, reading: Reading) -> Area:
    code = _code(form, reading)
    area = Area(
        code=code,
        name=form.text("name"),
        short=form.text("short", needed=False),
        weight=form.number("weight") or Fraction(0),
        reference=form.text("reference"),
        indicators=tuple(_read_indicator(child, scales, reading) for child in form.forms("indicators", "indikator")),
        change_area=form.text("change_area", needed=False) or code,
        aspect=form.choice("aspect", Aspect) if form.has("aspect") else None,
        targets=form.texts("targets"),
        verified=form.flag("verified", default=True),
        verify_note=form.text("verify_note", needed=False),
    )
    form.done()
    return area


def _read_indicator(form: Form, scales: Scales, reading: Reading) -> Indicator:
    indicator = Indicator(
        code=_code(form, reading),
        name=form.text("name"),
        short=form.text("short", needed=False),
        weight=form.number("weight") or Fraction(0),
        reference=form.text("reference"),
        questions=tuple(_question(child, scales, reading) for child in form.forms("questions", "pertanyaan")),
        verified=form.flag("verified", default=True),
        verify_note=form.text("verify_note", needed=False),
    )
    form.done()
    return indicator


def _question(form: Form, scales: Scales, reading: Reading) -> Question:
    return read_question(form, _code(form, reading), scales)


def _code(form: Form, reading: Reading) -> str:
    """A code, which no other part or question of the file may carry."""
    code = form.code()
    if code and code in reading.places:
        first = reading.places[code].line
        form.note(form.at("code"), f"kode '{code}' sudah dipakai di baris {first}.")
    elif code:
        reading.places[code] = form.tree
    return code


def _read_predicate(name: str, tree: Tree, whole: Instrument, reading: Reading) -> Predicate:
    form = Form(tree, reading.problems, f"predikat {name}")
    minima = [_read_minimum(child) for child in form.forms("conditions", "syarat")]
    reading.minima[name] = minima
    predicate = Predicate(
        code=name,
        reference=form.text("reference", needed=False),
        conditions=tuple(c for minimum in minima for c in conditions_of(whole, minimum)),
        requires=form.text("requires", needed=False),
    )
    form.done()
    return predicate


def _read_minimum(form: Form) -> Minimum:
    minimum = Minimum(
        part=form.text("part"),
        minimum=form.number("minimum", needed=False),
        share=form.number("minimum_share", needed=False),
        alternatives=tuple(
            _read_alternative(child) for child in form.forms("alternatives", "ambang lain", needed=False)
        ),
        verified=form.flag("verified", default=True),
        verify_note=form.text("verify_note", needed=False),
        tree=form.tree,
    )
    if (minimum.minimum is None) == (minimum.share is None):
        form.note(
            form.tree,
            "syarat memerlukan tepat satu dari 'minimum' (poin) atau 'minimum_share' (persen bobot).",
        )
    form.done()
    return minimum


def _read_alternative(form: Form) -> Alternative:
    alternative = Alternative(form.number("minimum") or Fraction(0), form.text("source"))
    form.done()
    return alternative


def conditions_of(whole: Instrument, written: Minimum) -> list[Condition]:
    """The conditions one written minimum stands for: one, or one for each area of change of `component/*`."""
    return [
        Condition(
            part=part.path,
            name=part.name,
            short=part.short,
            covers=part.covers,
            weight=part.weight,
            minimum=written.minimum if written.minimum is not None else part.weight * (written.share or 0) / 100,
            share=written.share,
            alternatives=written.alternatives,
            verified=written.verified,
            verify_note=written.verify_note,
        )
        for part in parts_of(whole, written.part)
    ]
