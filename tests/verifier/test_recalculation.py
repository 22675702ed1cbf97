"""TE-06: the verifier calculates scores and verdicts again by itself, and agrees with Zona exactly; lies do not."""

import json
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from random import Random

import pytest

from tests.assessments import sheets
from tests.ledger.logs import checked
from tests.ledger.outside import zona_verify
from tests.verifier.bundles import Made, fact
from tests.worksheets import (
    SERVICE,
    SHIPPED,
    SPAK,
    TLHP,
    measured,
    numbers,
    random_raw,
    score_of,
    worksheet_with,
)
from zona.instruments.disclosed import disclosed
from zona.instruments.shipped import shipped_instrument
from zona.ledger.models import Log
from zona.ledger.sequencer import sequence_all
from zona.scoring.answers import Answer, read_answer, value_of
from zona.scoring.structure import AnswerKind, Fall, Share
from zona.verdicts.judge import judge

#: PRODUCT.md, threshold cases: enabler, SPAK, TLHP, service, total, and which predicates' score conditions hold
CASES = [
    ("45.00", "13.50", "4.50", "16.00", "79.00", (True, False)),
    ("45.00", "13.50", "3.50", "16.00", "78.00", (False, False)),
    ("45.00", "15.00", "3.00", "16.00", "79.00", (False, False)),
    ("55.00", "13.50", "4.50", "15.99", "88.99", (True, False)),
    ("51.00", "13.50", "4.50", "16.00", "85.00", (True, True)),
]


def random_answers(instrument_id: str, seed: int) -> dict[str, Answer]:
    instrument, random = shipped_instrument(instrument_id), Random(seed)
    raw = random_raw(instrument, random, blank=random.choice((0, 0.15, 0.6)))
    read = {code: read_answer(instrument.questions[code], one) for code, one in raw.items()}
    return {code: answer for code, answer in read.items() if answer is not None}


def as_logged(answers: dict[str, Answer]) -> dict:
    return {
        code: {
            "label": one.label,
            "inputs": {name: str(number) for name, number in one.inputs.items()},
            "confirmed": one.confirmed,
        }
        for code, one in answers.items()
    }


def by_zona(instrument_id: str, answers: dict[str, Answer]) -> dict:
    instrument, score = shipped_instrument(instrument_id), score_of(instrument_id, answers)
    verdicts = judge(instrument, score)
    return {
        "total": str(score.total),
        "parts": {path: str(points) for path, points in score.parts().items()},
        "verdicts": {code: [one.holds for one in verdict.conditions] for code, verdict in verdicts.items()},
    }


def by_verifier(instrument_id: str, answers: dict[str, Answer]) -> dict:
    text = disclosed(shipped_instrument(instrument_id))
    return zona_verify.score(json.loads(text), json.loads(json.dumps(as_logged(answers))))


def sheet_of(instrument_id: str, answers: dict[str, Answer]) -> dict:
    """What Zona writes into the leaf of a worksheet sent in."""
    text = disclosed(shipped_instrument(instrument_id))
    return {
        "instrument": instrument_id, "instrument_sha256": sha256(text.encode()).hexdigest(),
        "answers": as_logged(answers),
    } | by_zona(instrument_id, answers)  # fmt: skip


@pytest.mark.parametrize("instrument_id", SHIPPED)
@pytest.mark.parametrize("seed", range(60))
def test_random_worksheets_come_out_the_same(instrument_id, seed):
    answers = random_answers(instrument_id, seed)
    assert by_verifier(instrument_id, answers) == by_zona(instrument_id, answers)


@pytest.mark.parametrize(("enabler", "spak", "tlhp", "service", "total", "holds"), CASES)
def test_the_threshold_cases_of_the_regulation(enabler, spak, tlhp, service, total, holds):
    answers = worksheet_with(enabler=enabler, spak=spak, tlhp=tlhp, service=service)
    found = by_verifier(SHIPPED[0], answers)
    assert found == by_zona(SHIPPED[0], answers)
    assert Fraction(found["total"]) == Fraction(total)
    assert tuple(all(one) for one in found["verdicts"].values()) == holds


@pytest.mark.parametrize("instrument_id", SHIPPED)
def test_nothing_answered_and_everything_answered(instrument_id):
    questions = shipped_instrument(instrument_id).questions
    best = {
        code: Answer(label=max(one.options, key=lambda option: option.score).label)
        if one.kind is AnswerKind.CHOICE else measured(one, Fraction(1))
        for code, one in questions.items()
    }  # fmt: skip
    for answers, total in (({}, 0), (best, 100)):
        assert by_verifier(instrument_id, answers) == by_zona(instrument_id, answers)
        assert Fraction(by_verifier(instrument_id, answers)["total"]) == total


def strange_answers(question) -> list[Answer]:
    """Nothing due, confirmed or not; inputs missing; more than all; a third; the ends of the scale."""
    names = [one.code for one in question.inputs]
    if question.kind is AnswerKind.INDEX:
        return [measured(question, Fraction(one)) for one in ("0", "1", "1/3", "0.875")]
    if question.kind is AnswerKind.PERCENT:
        return [measured(question, Fraction(one)) for one in ("0", "1", "0.01", "2/3")] + [numbers(persen=1)]
    if question.kind is AnswerKind.CHOICE:
        return [Answer(label=label) for label in question.labels]
    zero = dict.fromkeys(names, 0)
    found = [numbers(confirmed=sure, **zero) for sure in (False, True)]
    found += [numbers(**{name: 0 for name in names if name != missing}) for missing in names]
    for at, name in enumerate(names):
        found.append(numbers(**dict.fromkeys(names, 3 + 2 * at) | {name: 7}))
        found.append(numbers(confirmed=True, **zero | {name: 5}))
    return found


@pytest.mark.parametrize("instrument_id", SHIPPED)
def test_every_question_alone_with_every_strange_answer(instrument_id):
    kinds = set()
    for code, question in shipped_instrument(instrument_id).questions.items():
        kinds.add((question.kind, type(question.formula)))
        for answer in strange_answers(question):
            one = {code: answer}
            assert by_verifier(instrument_id, one) == by_zona(instrument_id, one), (code, answer)
    assert {AnswerKind.CHOICE, AnswerKind.INDEX, AnswerKind.RATIO} <= {kind for kind, _ in kinds}


def test_the_shipped_instruments_hold_every_kind_of_question_but_percent():
    """Else the tests above would show less than they say; the percentage has a test of its own."""
    questions = [one for shipped in SHIPPED for one in shipped_instrument(shipped).questions.values()]
    assert {one.kind for one in questions} == set(AnswerKind) - {AnswerKind.PERCENT}
    assert {type(one.formula) for one in questions if one.formula} == {Share, Fall}


@pytest.mark.parametrize("persen", ["0", "1", "100", "74.8", "1/3", "150", "-3", None])
def test_a_percentage_comes_out_the_same(persen):
    """A typed 1 is one percent, never a hundred."""
    question = replace(shipped_instrument(SHIPPED[0]).questions[SPAK], kind=AnswerKind.PERCENT)
    answer = numbers(**({} if persen is None else {"persen": Fraction(persen)}))
    told = {"code": question.code, "kind": "percent"}
    assert zona_verify.value(told, as_logged({"x": answer})["x"]) == (value_of(question, answer) or 0)


@pytest.mark.parametrize("instrument_id", SHIPPED)
def test_a_worksheet_sent_in_through_zona_is_calculated_again(cast, tmp_path, instrument_id):
    sheet = sheets.filled(cast, random_answers(instrument_id, 7), instrument_id=instrument_id)
    sheets.sent(cast, sheet)
    sequence_all()
    log = Log.objects.get(government_id=cast.city.pk)
    report = checked(log, tmp_path, beside={"instruments/a.json": disclosed(sheet.instrument.instrument)})
    assert report.faults == []
    assert report.said[-1].startswith("1 dari 1 lembar kerja")


def judged(tmp_path, change, *, instrument_edit=lambda text: text):
    """The verifier on a log whose key holder wrote a lie into the leaf, and signed it."""
    answers = worksheet_with(enabler="45", spak="13.5", tlhp="4.5", service="16")
    sheet = sheet_of(SHIPPED[0], answers)
    change(sheet)
    text = instrument_edit(disclosed(shipped_instrument(SHIPPED[0])))
    made = Made([fact(0), fact(1, event="assessment.send", sheet=sheet), fact(2)], instruments=[text])
    return zona_verify.verify(made.write(tmp_path / "log.zip"), [])


def test_the_truth_holds(tmp_path):
    """The control for every lie below."""
    assert judged(tmp_path, lambda sheet: None).faults == []


def raise_choice(sheet):
    code, answer = next((code, one) for code, one in sheet["answers"].items() if one["label"] not in ("", "A", "Ya"))
    sheet["answers"][code] = answer | {"label": "A"}


LIES = {
    "total": lambda sheet: sheet.update(total="85"),
    "total by a hair": lambda sheet: sheet.update(total="79000000000000000001/1000000000000000000"),
    "a part": lambda sheet: sheet["parts"].update({"hasil": "35"}),
    "a part left out": lambda sheet: sheet["parts"].pop("hasil"),
    "a part made up": lambda sheet: sheet["parts"].update({"bonus": "6"}),
    "a verdict": lambda sheet: sheet["verdicts"].update({"WBBM": [True] * 9}),
    "a condition": lambda sheet: next(iter(sheet["verdicts"].values())).__setitem__(0, False),
    "a verdict left out": lambda sheet: sheet["verdicts"].popitem(),
    "an answer": raise_choice,
    "an answer taken away": lambda sheet: sheet["answers"].popitem(),
    "an index": lambda sheet: sheet["answers"][SPAK]["inputs"].update(indeks="4"),
    "a count": lambda sheet: sheet["answers"][TLHP]["inputs"].update(
        dict.fromkeys(sheet["answers"][TLHP]["inputs"], "7")
    ),
    "the service index": lambda sheet: sheet["answers"][SERVICE]["inputs"].update(indeks="3.9"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_a_leaf_that_the_key_signed_is_found(tmp_path, lie):
    report = judged(tmp_path, LIES[lie])
    assert report.first_bad == 1
    assert all("Lembar kerja pada catatan 1" in one for one in report.faults)


def lower(text: str, was: str, now: str) -> str:
    changed = text.replace(f'"minimum":"{was}"', f'"minimum":"{now}"')
    assert changed != text
    return changed


@pytest.mark.parametrize(("was", "now"), [("75", "70"), ("85", "79"), ("18", "17"), ("27/2", "13"), ("7/2", "3")])
def test_a_wrong_threshold_beside_the_log_is_found(tmp_path, was, now):
    """The leaf names its instrument by hash, so another text is another instrument."""
    report = judged(tmp_path, lambda sheet: None, instrument_edit=lambda text: lower(text, was, now))
    assert "tidak ada dalam ekspor" in report.faults[0]


def test_a_wrong_threshold_whose_hash_stands_in_the_leaf_is_found_by_the_verdict(tmp_path):
    def edit(text):
        return lower(text, "85", "79")

    def name_it(sheet):
        sheet["instrument_sha256"] = sha256(edit(disclosed(shipped_instrument(SHIPPED[0]))).encode()).hexdigest()

    report = judged(tmp_path, name_it, instrument_edit=edit)
    assert "kelayakan" in report.faults[0]
    assert report.first_bad == 1


@pytest.mark.parametrize(
    "text", ["1e999999999", "1_0", " 1", "٣", "0x10", "nan", "inf", "1/0", "1" * 500, "", "--1", 5]
)
def test_a_number_that_would_do_harm_is_no_number(tmp_path, text):
    def change(sheet):
        sheet["answers"][SPAK]["inputs"]["indeks"] = text

    with pytest.raises(zona_verify.Unreadable):
        judged(tmp_path, change)
