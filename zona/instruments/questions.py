"""Reading one question of an instrument file: its answer type, steps and evidence recipe."""

from enum import StrEnum
from fractions import Fraction

from zona.instruments.form import CODE, INPUT_CODE, Form
from zona.instruments.tree import Tree
from zona.scoring.structure import (
    AnswerKind,
    EnteredBy,
    EvidencePart,
    Fall,
    Formula,
    Input,
    NothingDue,
    Option,
    Question,
    Share,
)

#: longer names would wrap to three lines in the worksheet's tree
SHORT_AT_MOST = 40
RECURRENCES = ("month", "quarter", "semester", "year")


class FormulaKind(StrEnum):
    """The two formulas the regulations use."""

    SHARE = "share"
    FALL = "fall"


class InputKind(StrEnum):
    """A count is a whole number."""

    COUNT = "count"
    NUMBER = "number"


def read_question(form: Form, code: str, scales: dict[str, dict[str, Fraction]]) -> Question:
    """One question; what belongs to its answer type is demanded, what belongs to another is refused."""
    kind = form.choice("answer", AnswerKind)
    inputs = _read_inputs(form) if kind is AnswerKind.RATIO else ()
    question = Question(
        code=code,
        text=form.text("text"),
        reference=form.text("reference"),
        kind=kind,
        short=_read_short(form),
        options=_read_options(form, scales) if kind is AnswerKind.CHOICE else (),
        maximum=_read_maximum(form) if kind is AnswerKind.INDEX else Fraction(4),
        inputs=inputs,
        formula=_read_formula(form, inputs) if kind is AnswerKind.RATIO else None,
        entered_by=form.choice("entered_by", EnteredBy, default=EnteredBy.UNIT),
        explanation=form.text("explanation", needed=False),
        steps=_read_steps(form),
        evidence=_read_evidence(form),
        crosswalk=_read_crosswalk(form),
        verified=form.flag("verified", default=True),
        verify_note=form.text("verify_note", needed=False),
    )
    form.done()
    return question


def _read_maximum(form: Form) -> Fraction:
    maximum = form.number("maximum")
    if maximum == 0:
        form.note(form.at("maximum"), "'maximum' harus lebih dari 0.")
    return maximum or Fraction(4)


def _read_short(form: Form) -> str:
    short = form.text("short", needed=False)
    if len(short) > SHORT_AT_MOST:
        form.note(form.at("short"), f"'short' paling panjang {SHORT_AT_MOST} huruf, bukan {len(short)}.")
    return short


def _read_options(form: Form, scales: dict[str, dict[str, Fraction]]) -> tuple[Option, ...]:
    name = form.text("scale")
    written = form.named("options", needed=True)
    if name and name not in scales:
        form.note(form.at("scale"), f"skala '{name}' tidak ada; yang ada: {', '.join(scales) or '(belum ada)'}.")
    scale = scales.get(name, {})
    labels = [label for label, _ in written]
    if scale and labels and labels != list(scale):
        form.note(
            form.at("options"),
            f"pilihan harus {', '.join(scale)} (skala {name}, urut), bukan {', '.join(labels)}.",
        )
    return tuple(
        Option(label, scale[label], _text_of(form, tree, f"kriteria {label}"))
        for label, tree in written
        if label in scale
    )


def _read_inputs(form: Form) -> tuple[Input, ...]:
    found = []
    for code, tree in form.named("inputs", needed=True):
        if not INPUT_CODE.fullmatch(code):
            form.note(tree, f"nama isian '{code}' hanya boleh berisi huruf kecil, angka, dan garis bawah.")
        if tree.is_mapping:
            inner = Form(tree, form.problems, f"isian '{code}'")
            kind = inner.choice("kind", InputKind, default=InputKind.COUNT)
            information = inner.flag("information", default=False)
            found.append(Input(code, inner.text("label"), kind is InputKind.COUNT, information))
            inner.done()
        else:
            found.append(Input(code, _text_of(form, tree, f"isian '{code}'")))
    return tuple(found)


def _read_formula(form: Form, inputs: tuple[Input, ...]) -> Formula | None:
    inner = form.form("formula", "rumus")
    if inner is None:
        return None
    kind = inner.choice("kind", FormulaKind)
    formula: Formula
    if kind is FormulaKind.SHARE:
        formula = Share(
            achieved=inner.texts("achieved"),
            due=inner.texts("due"),
            nothing_due=inner.choice("nothing_due", NothingDue, default=NothingDue.CONFIRMED),
        )
        names = formula.achieved + formula.due
        for key, given in (("achieved", formula.achieved), ("due", formula.due)):
            if not given:
                inner.note(inner.at(key), f"rumus share memerlukan '{key}' (daftar nama isian).")
    else:
        formula = Fall(
            before=inner.text("before"),
            now=inner.text("now"),
            nothing_due=inner.choice("nothing_due", NothingDue, default=NothingDue.FULL),
        )
        names = (formula.before, formula.now)
    known = {given.code for given in inputs if not given.information}
    for name in names:
        if name and name not in known:
            inner.note(inner.tree, f"rumus memakai '{name}', padahal isiannya: {', '.join(sorted(known))}.")
    inner.done()
    return formula


def _read_steps(form: Form) -> dict[str, str]:
    return {code: _text_of(form, tree, f"langkah {code}") for code, tree in form.named("steps")}


def _read_evidence(form: Form) -> tuple[EvidencePart, ...]:
    found = []
    for code, tree in form.named("evidence", needed=True):
        if not CODE.fullmatch(code):
            form.note(tree, f"kode data dukung '{code}' hanya boleh berisi huruf kecil, angka, dan tanda hubung.")
        if tree.is_mapping:
            inner = Form(tree, form.problems, f"data dukung '{code}'")
            every = inner.text("every", needed=False)
            if every and every not in RECURRENCES:
                inner.note(inner.at("every"), f"'every' harus salah satu dari {', '.join(RECURRENCES)}.")
            found.append(EvidencePart(code, inner.text("label"), every, inner.flag("suggested", default=False)))
            inner.done()
        else:
            found.append(EvidencePart(code, _text_of(form, tree, f"data dukung '{code}'")))
    return tuple(found)


def _read_crosswalk(form: Form) -> dict[str, tuple[str, ...]]:
    inner = form.form("crosswalk", "'crosswalk'", needed=False)
    if inner is None:
        return {}
    return {instrument: inner.texts(instrument) for instrument in inner.values}


def _text_of(form: Form, tree: Tree, what: str) -> str:
    if tree.text is None or not tree.text.strip():
        form.note(tree, f"{what} harus berupa teks.")
        return ""
    return tree.text.strip()
