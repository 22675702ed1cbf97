"""One item of the worksheet: what is asked, what each party says, what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.conf import settings

from zona.accounts.permissions import Permission
from zona.assessments.actions.save_answer import told
from zona.assessments.enums import AssessmentState, Party
from zona.assessments.models import Answer, Note
from zona.base.numbers import as_typed, plain, shown, shown_short
from zona.evidence.models import EvidenceFile
from zona.evidence.rules.recipe import missing_parts
from zona.files.rules.kinds import accept_attribute, limits_sentence
from zona.scoring.answers import CONFIRMED, inputs_of, nothing_due
from zona.scoring.structure import (
    TOTAL,
    AnswerKind,
    Area,
    EnteredBy,
    EvidencePart,
    Fall,
    Indicator,
    Input,
    NothingDue,
    Question,
    Share,
)
from zona.web.templatetags.zona import date_id, moment_id, time_id
from zona.web.worksheet.codes import display_code
from zona.web.worksheet.gates import mini_gate
from zona.web.worksheet.sheet import Sheet
from zona.web.worksheet.tree import Filter, filtered_codes, item_address, tree_of

EVERY = {"month": "tiap bulan", "quarter": "tiap triwulan", "semester": "tiap semester", "year": "tiap tahun"}
INPUT_PREFIX = "isian-"


@dataclass
class Typed:
    """What somebody typed that is not saved (yet), shown again with the reason."""

    answer: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False
    remark: str = ""
    source: str = ""
    error: str = ""  # the answer could not be understood
    conflict: Answer | None = None  # somebody else's answer, saved in between
    refused: str = ""  # the window closed or the right is missing

    def keep_answer_of(self, row: Answer) -> None:
        """Show a stored answer in the form, beside one's own remark."""
        stored = _typed_from(row)
        self.answer, self.inputs, self.confirmed = stored.answer, stored.inputs, stored.confirmed


@dataclass(frozen=True)
class Place:
    """Where a question stands."""

    area: Area
    indicator: Indicator
    question: Question
    number: int  # from 1, in the whole instrument


def place_of(sheet: Sheet, code: str) -> Place | None:
    """Where the question with this code stands; None when there is none."""
    number = 0
    for _, area, indicator in sheet.instrument.indicators():
        for question in indicator.questions:
            number += 1
            if question.code == code:
                return Place(area, indicator, question, number)
    return None


def item_context(
    sheet: Sheet, place: Place, chosen: Filter, *, notes: list[Note], typed: Typed | None = None
) -> dict[str, Any]:
    """Everything `worksheet/item.html` draws."""
    question, pk = place.question, sheet.assessment.pk
    before, after = _neighbours(sheet, question.code, chosen)
    read_only = sheet.why_read_only(question)
    typed = typed or _typed_from(sheet.answers_to(question).get(Party.UNIT))
    return live_context(sheet, place) | {
        "typed": typed,
        "options": _options(sheet, question, typed),
        "inputs": _inputs(question, typed),
        "asks_confirmation": _asks_confirmation(question),
        "conflict": _conflict(question, typed),
        "tree": tree_of(sheet, question.code, chosen),
        "chosen": chosen.key,
        "crumbs": [
            {"label": sheet.assessment.unit.name, "href": f"/lembar-kerja/{pk}/"},
            {
                "label": f"{display_code(place.area.code)} {place.area.name}",
                "href": f"/lembar-kerja/{pk}/tabel/{place.area.code}/#butir-{question.code}",
            },
            {"label": f"butir {place.number} dari {len(sheet.instrument.questions)}"},
        ],
        "segments": [
            {"label": "Satu butir", "href": item_address(pk, question.code), "current": True},
            {"label": "Tabel", "href": f"/lembar-kerja/{pk}/tabel/{place.area.code}/"},
        ],
        "missing": sheet.missing(question),
        "reference": reference_of(sheet, place),
        "read_only": read_only,
        "returned": sheet.returned.get(question.code),
        "may_return": Permission.RETURN_ITEMS in sheet.rights
        and sheet.assessment.state == AssessmentState.ASSESSING
        and question.entered_by is EnteredBy.UNIT
        and question.code not in sheet.returned,
        "steps": _steps(sheet, question),
        "slots": slots_of(sheet, question, editable=not read_only),
        "may_attach": not read_only,
        "limits": limits_text(),
        "accept": accept_attribute(),
        "notes": [_note(note) for note in notes],
        "may_note": Permission.ADD_NOTE in sheet.rights,
        "before": _neighbour(pk, before, chosen),
        "after": _neighbour(pk, after, chosen),
    }


def live_context(sheet: Sheet, place: Place) -> dict[str, Any]:
    """The parts of the page that change when an answer is saved; the whole answer to an autosave."""
    question = place.question
    row = sheet.answers_to(question).get(Party.UNIT)
    return {
        "sheet": sheet,
        "question": question,
        "code": display_code(question.code),
        "indicator": place.indicator,
        "row": row,
        "version": row.version if row else 0,
        "sides": sides_of(sheet, question),
        "formula": formula_of(sheet, place),
        "saved": _saved(row),
        "may_import": Permission.ANSWER in sheet.rights and sheet.assessment.is_open,
        "autosave": question.entered_by is EnteredBy.UNIT,
        "may_undo": row is not None
        and row.answered_by_id == sheet.user.pk
        and not row.carried
        and not sheet.why_read_only(question),
        "recap": recap_of(sheet, place),
    }


def reference_of(sheet: Sheet, place: Place) -> str:
    """`Lampiran Bab II.B … · bobot 3,00 untuk 4 butir · butir ini paling banyak 0,75`."""
    count, weight = len(place.indicator.questions), shown(place.indicator.weight)
    most = shown(sheet.score.question(place.question.code).most)
    return f"{place.question.reference} · bobot {weight} untuk {count} butir · butir ini paling banyak {most}"


def sides_of(sheet: Sheet, question: Question) -> list[dict[str, Any]]:
    """The three parties' values side by side."""
    sides = []
    for party, css in ((Party.UNIT, "unit"), (Party.TPI, "tpi"), (Party.NATIONAL, "nat")):
        row = sheet.answers_to(question).get(party)
        given = row.given if row else None
        figures = sheet.score.question(question.code)
        answered = party == Party.UNIT and figures.answered
        sides.append(
            {
                "party": css,
                "now": party == Party.UNIT,
                "letter": letter_of(question, row),
                "points": sheet.points_of(question) if answered else "",
                "who": f"diisi {date_id(row.answered_at)}" if row and given else _NOT_YET[party],
            }
        )
    return sides


_NOT_YET = {
    Party.UNIT: "Belum dijawab",
    Party.TPI: "Belum dinilai TPI",
    Party.NATIONAL: "Belum direviu kementerian",
}


def letter_of(question: Question, row: Answer | None) -> str:
    """The answer in a few signs: `B`, `3,60`, `14 dari 20`, `tidak ada`."""
    given = row.given if row else None
    if given is None:
        return ""
    if given.label:
        return given.label
    if nothing_due(question, given):
        return "tidak ada"
    numbers = [shown_short(number) for name, number in given.inputs.items()]
    formula = question.formula
    if isinstance(formula, Share) and all(name in given.inputs for name in formula.achieved + formula.due):
        achieved = sum((given.inputs[name] for name in formula.achieved), Fraction(0))
        due = sum((given.inputs[name] for name in formula.due), Fraction(0))
        return f"{shown_short(achieved)} dari {shown_short(due)}"
    return " · ".join(numbers)


def formula_of(sheet: Sheet, place: Place) -> str:
    """The points of this item, told as arithmetic with its own numbers."""
    figures = sheet.score.question(place.question.code)
    weight, count = shown(place.indicator.weight), len(place.indicator.questions)
    shared = f" ÷ {count} butir" if count > 1 else ""
    if not figures.answered:
        return f"Nilai butir = skor jawaban × bobot {weight}{shared}. Belum dijawab dihitung 0."
    exact = plain(figures.points).replace(".", ",")
    short = sheet.points_of(place.question)
    written = "" if exact == short else f", ditulis {short}"
    return (
        f"Nilai butir = skor {shown_short(figures.value)} × bobot {weight}{shared} = {exact}{written}. "
        "Tidak ada pembulatan sebelum jumlah akhir."
    )


def recap_of(sheet: Sheet, place: Place | None = None) -> dict[str, Any]:
    """The column beside the item: total, conditions, progress, areas."""
    result, instrument = sheet.result, sheet.instrument
    first = next(iter(sheet.verdicts.values()))
    minima = [
        (verdict.predicate.code, judged.condition.minimum)
        for verdict in sheet.verdicts.values()
        for judged in verdict.conditions
        if judged.condition.part == "total"
    ]
    return {
        "address": f"/lembar-kerja/{sheet.assessment.pk}/",  # finding five addresses took a tenth of an autosave
        "total": result.exact_total,
        "total_figure": sheet.figure(TOTAL),
        "weight": instrument.weight,
        "minima": [minimum for _, minimum in minima],
        "marks": [{"at": minimum, "text": shown_short(minimum)} for _, minimum in minima],
        "marks_note": "garis: " + " dan ".join(code for code, _ in minima),
        "predicate": first.predicate.code,
        "gates": [mini_gate(judged) for judged in first.conditions],
        "answered": result.answered,
        "proven": result.proven,
        "questions": result.questions,
        "areas": [
            {
                "code": display_code(area.code),
                "name": area.name,
                "of": shown_short(area.weight),
                "points": sheet.figure(f"{component.code}/{area.code}"),
                "current": place is not None and area.code == place.area.code,
            }
            for component, area in instrument.areas()
        ],
    }


def limits_text() -> str:
    """Said before anybody chooses a file."""
    return limits_sentence(settings.UPLOAD_LIMIT_BYTES)


def slots_of(sheet: Sheet, question: Question, *, editable: bool) -> list[dict[str, Any]]:
    """The parts of the recipe with their files."""
    files = sheet.files_of(question)
    missing = missing_parts(question, set(files))
    return [
        _slot(sheet, question, part, files.get(part.code, []), needed=part in missing, editable=editable)
        for part in question.evidence
    ]


def _slot(
    sheet: Sheet, question: Question, part: EvidencePart, files: list[EvidenceFile], *, needed: bool, editable: bool
) -> dict[str, Any]:
    notes = [EVERY[part.every]] if part.every else []
    notes += ["saran, bukan daftar wajib"] if part.suggested else []
    return {
        "code": part.code,
        "name": part.label,
        "state": "filled" if files else "missing",
        "tag": f"{len(files)} berkas" if files else ("Belum ada" if needed or not part.suggested else "Saran"),
        "files": [_file(sheet, one, editable=editable) for one in files],
        "note": ", ".join(notes).capitalize(),
        "action": f"/lembar-kerja/{sheet.assessment.pk}/butir/{question.code}/bukti/{part.code}/",
    }


def _file(sheet: Sheet, row: EvidenceFile, *, editable: bool) -> dict[str, Any]:
    base = f"/lembar-kerja/{sheet.assessment.pk}/bukti/{row.pk}/"
    dated = f" · bertanggal {date_id(row.document_date)}" if row.document_date else ""
    return {
        "name": str(row),
        "href": f"{base}lihat/",
        "download": base,
        "remove": f"{base}keluarkan/" if editable else "",
        "meta": f"{row.stored_file.size_shown}{dated} · diunggah {date_id(row.uploaded_at)}",
    }


def _neighbours(sheet: Sheet, code: str, chosen: Filter) -> tuple[str | None, str | None]:
    """The items before and after this one among those the filter shows (this one counts, whatever it shows)."""
    passing = set(filtered_codes(sheet, chosen)) | {code}
    codes = [one for one in sheet.instrument.questions if one in passing]
    at = codes.index(code)
    return (codes[at - 1] if at else None), (codes[at + 1] if at + 1 < len(codes) else None)


def _neighbour(pk: int, code: str | None, chosen: Filter) -> dict[str, str] | None:
    if code is None:
        return None
    return {"href": item_address(pk, code, chosen), "code": display_code(code), "target": code}


def _typed_from(row: Answer | None) -> Typed:
    if row is None:
        return Typed()
    numbers = {name: as_typed(Fraction(text)) for name, text in row.inputs.items()}
    return Typed(row.label, numbers, row.confirmed, row.remark, row.source)


def _options(sheet: Sheet, question: Question, typed: Typed) -> list[dict[str, Any]]:
    most = sheet.score.question(question.code).most
    return [
        {
            "value": option.label,
            "letter": option.label,
            "text": option.criterion,
            "checked": option.label == typed.answer,
            "who": [],
            "share": shown(option.score),
            "points": shown(option.score * most),
            "key": option.label[0],
        }
        for option in question.options
    ]


def _inputs(question: Question, typed: Typed) -> list[dict[str, Any]]:
    if question.kind is AnswerKind.CHOICE:
        return []
    return [
        {
            "name": INPUT_PREFIX + given.code,
            "label": given.label,
            "value": typed.inputs.get(given.code, ""),
            "hint": _input_hint(question, given),
        }
        for given in inputs_of(question)
    ]


def _input_hint(question: Question, given: Input) -> str:
    if given.information:
        return "Keterangan, tidak masuk hitungan"
    if question.kind is AnswerKind.INDEX:
        return f"Angka dari 0 sampai {shown_short(question.maximum)}, boleh memakai koma, misalnya 3,62"
    if question.kind is AnswerKind.PERCENT:
        return "Tulis 1 untuk satu persen, 100 untuk seratus persen"
    return "Bilangan bulat" if given.whole else "Angka, boleh memakai koma"


def _asks_confirmation(question: Question) -> bool:
    formula = question.formula
    return isinstance(formula, Share | Fall) and formula.nothing_due is NothingDue.CONFIRMED


def _steps(sheet: Sheet, question: Question) -> list[dict[str, Any]]:
    done = sheet.ticks.get(question.code, set())
    return [{"code": code, "text": text, "done": code in done} for code, text in question.steps.items()]


def _note(note: Note) -> dict[str, Any]:
    party = {Party.UNIT: "unit", Party.TPI: "tpi", Party.NATIONAL: "nat"}[Party(note.party)]
    return {
        "party": party,
        "who": note.written_by.display_name,
        "when": moment_id(note.written_at),
        "text": note.text,
    }


def _saved(row: Answer | None) -> dict[str, Any] | None:
    if row is None or row.answered_by is None or row.carried:
        return None
    return {"time": time_id(row.answered_at), "date": date_id(row.answered_at), "who": row.answered_by.name}


def _conflict(question: Question, typed: Typed) -> dict[str, Any] | None:
    """Both texts side by side: theirs is saved, ours is still in the form."""
    row = typed.conflict
    if row is None:
        return None
    return {
        "who": row.answered_by.display_name if row.answered_by else "Orang lain",
        "time": time_id(row.answered_at),
        "answer": letter_of(question, row) or told(row.given) or "(kosong)",
        "remark": row.remark,
        "mine": typed.answer or " · ".join(value for value in typed.inputs.values() if value) or "(kosong)",
        "mine_remark": typed.remark,
    }


def raw_from_post(question: Question, post: Mapping[str, str]) -> Any:
    """What was typed, as `read_answer` takes it."""
    if "kosongkan" in post:
        return None
    if question.kind is AnswerKind.CHOICE:
        return post.get("jawaban", "")
    raw: dict[str, Any] = {
        given.code: value for given in inputs_of(question) if (value := post.get(INPUT_PREFIX + given.code, "").strip())
    }
    if raw and _asks_confirmation(question):
        raw[CONFIRMED] = "Ya" if post.get(CONFIRMED) else "Tidak"
    return raw


def typed_from_post(question: Question, post: Mapping[str, str]) -> Typed:
    """The same for showing it again."""
    return Typed(
        answer=post.get("jawaban", ""),
        inputs={given.code: post.get(INPUT_PREFIX + given.code, "") for given in inputs_of(question)},
        confirmed=bool(post.get(CONFIRMED)),
        remark=post.get("catatan", ""),
        source=post.get("sumber", ""),
    )
