"""Questions and instruments built in memory, for cases that no shipped instrument holds."""

from fractions import Fraction

from zona.scoring.structure import (
    AnswerKind,
    Area,
    Component,
    ComponentKind,
    Condition,
    Fall,
    Formula,
    Indicator,
    Input,
    Instrument,
    NothingDue,
    Option,
    Predicate,
    Question,
    Share,
)

SCALES = {
    "ya_tidak": {"Ya": "1", "Tidak": "0"},
    "abc": {"A": "1", "B": "0.5", "C": "0"},
    "abcd": {"A": "1", "B": "0.67", "C": "0.33", "D": "0"},
    "abcde": {"A": "1", "B": "0.75", "C": "0.5", "D": "0.25", "E": "0"},
}


def choice_question(code="pilihan", scale="abcd"):
    options = tuple(Option(label, Fraction(score), f"Kriteria {label}.") for label, score in SCALES[scale].items())
    return Question(code, "Pernyataan.", "Acuan", AnswerKind.CHOICE, options=options)


def index_question(code="survei", maximum="4"):
    return Question(code, "Indeks.", "Acuan", AnswerKind.INDEX, maximum=Fraction(maximum))


def percent_question(code="persentase"):
    return Question(code, "Persen.", "Acuan", AnswerKind.PERCENT)


def ratio_question(formula: Formula, *inputs: str | Input, code="bagian"):
    given = tuple(name if isinstance(name, Input) else Input(name, name) for name in inputs)
    return Question(code, "Bagian.", "Acuan", AnswerKind.RATIO, inputs=given, formula=formula)


def share_question(code="bagian", achieved=("selesai",), due=("total",), nothing_due=NothingDue.CONFIRMED):
    return ratio_question(Share(achieved, due, nothing_due), *achieved, *due, code=code)


def fall_question(code="penurunan", nothing_due=NothingDue.FULL):
    return ratio_question(Fall("sebelumnya", "sekarang", nothing_due), "sebelumnya", "sekarang", code=code)


def instrument_of(*groups, weights=None, minimum=None):
    """One component and one area; each group of questions is an indicator, `i0`, `i1` … of weight 1 or as given."""
    weights = [Fraction(weight) for weight in weights or ["1"] * len(groups)]
    indicators = tuple(
        Indicator(f"i{at}", f"Indikator {at}", weight, "Acuan", tuple(questions))
        for at, (weight, questions) in enumerate(zip(weights, groups, strict=True))
    )
    whole = sum(weights)
    area = Area("a", "Area", whole, "Acuan", indicators, change_area="a")
    component = Component("k", "Komponen", ComponentKind.ENABLER, whole, (area,))
    predicates = ()
    if minimum is not None:
        condition = Condition("total", "Jumlah nilai", ("total",), Fraction(minimum), whole)
        predicates = (Predicate("WBK", "Acuan", (condition,)),)
    return Instrument("kecil", "1", "Instrumen kecil", "Kecil", {}, (component,), predicates)
