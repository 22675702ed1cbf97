"""The schema holds all four instruments: the draft of PermenPANRB 10/2019, turned into our form, reads clean."""

from fractions import Fraction

import pytest
import yaml

from tests.instruments import drafts
from tests.instruments.drafts import needs_drafts
from zona.instruments.reader import read_instrument
from zona.scoring.engine import Scorer
from zona.scoring.structure import AnswerKind
from zona.verdicts.judge import judge

pytestmark = needs_drafts
ID = "permenpanrb-10-2019"
UNVERIFIED = {"verified": "false", "verify_note": "Belum dicocokkan dengan lampiran resmi."}
SCALES = {
    "ya_tidak": ["Ya", "Tidak"],
    "abc": list("ABC"),
    "abcd": list("ABCD"),
    "abcde": list("ABCDE"),
}


def convert(draft):
    """A draft in the form of docs/instrument-format.md; its words are only for this test."""
    return {
        "id": draft["id"],
        "edition": "1",
        "title": draft["title"],
        "short_title": "PermenPANRB 10/2019",
        "regulation": {
            "name": draft["regulation"]["jenis"],
            "number": draft["regulation"]["nomor"],
            "year": draft["regulation"]["tahun"],
        },
        "sources": list(draft["sources"]),
        "scales": {
            name: dict(zip(labels, draft["answer_scales"][name], strict=True)) for name, labels in SCALES.items()
        },
        "components": [component(one) for one in draft["components"]],
        "predicates": {code: predicate(draft["thresholds"][code.lower()]) for code in ("WBK", "WBBM")},
    }


def component(draft):
    kind = "enabler" if draft["key"] == "pengungkit" else "result"
    return head(draft) | {"kind": kind, "areas": [area(one) for one in draft["areas"]]}


def area(draft):
    return head(draft) | {
        "reference": f"Lampiran, {draft['key']}",
        "indicators": [indicator(one) for one in draft["indicators"]],
    }


def indicator(draft):
    found = head(draft) | {
        "reference": f"Lampiran, {draft['key']}",
        "questions": [question(one) for one in draft["questions"]],
    }
    return found | UNVERIFIED if draft.get("weight_verify") == "true" else found


def head(draft):
    return {"code": draft["key"], "name": draft["name"], "weight": draft["weight"]}


def question(draft):
    kind = draft["answer_type"]
    found = {"code": draft["key"], "text": draft["text"], "reference": f"Lampiran, {draft['key']}"}
    if kind in SCALES:
        options = {option["label"]: option["criteria"] for option in draft["options"]}
        found |= {"answer": "choice", "scale": kind, "options": options}
    elif kind == "indeks":
        found |= {"answer": "index", "maximum": "4", "entered_by": "survey"}
    else:
        inputs = {given["key"]: {"label": given["label"], "kind": "count"} for given in draft["inputs"]}
        found |= {"answer": "ratio", "entered_by": "audit", "inputs": inputs, "formula": drafts.formula(draft)}
    evidence = {f"bukti-{at}": label for at, label in enumerate(draft["evidence"], start=1)}
    return found | {"evidence": evidence or {"bukti": "Bukti pelaksanaan"}} | UNVERIFIED


def predicate(draft):
    conditions = []
    for one in draft["conditions"]:
        condition = {"part": one["ref"]}
        condition |= {"minimum": one["min"]} if "min" in one else {"minimum_share": one["min_percent"]}
        if "alternative" in one:
            condition["alternatives"] = [{"minimum": one["alternative"], "source": "naskah lain"}]
        conditions.append(condition | (UNVERIFIED if one.get("verify") == "true" else {}))
    needed = draft["requires_predicate"]
    return ({} if needed in ("null", "") else {"requires": needed.upper()}) | {"conditions": conditions}


@pytest.fixture(scope="module")
def instrument():
    text = yaml.safe_dump(convert(drafts.draft(ID)), allow_unicode=True, sort_keys=False, width=1000)
    reading = read_instrument(text)
    assert [str(problem) for problem in reading.problems] == []
    return reading.instrument


def test_it_reads_clean_with_all_its_questions(instrument):
    assert (instrument.id, len(instrument.questions), instrument.weight) == (ID, 84, 100)
    kinds = [question.kind for question in instrument.questions.values()]
    assert [kinds.count(kind) for kind in (AnswerKind.CHOICE, AnswerKind.INDEX, AnswerKind.RATIO)] == [81, 2, 1]


def test_its_parts_and_weights_arrive_unchanged(instrument):
    ours = {component.code: component.weight for component in instrument.components}
    ours |= {f"{c.code}/{a.code}": a.weight for c, a in instrument.areas()}
    ours |= {f"{c.code}/{a.code}/{i.code}": i.weight for c, a, i in instrument.indicators()}
    assert ours == {path: weight for path, (weight, _) in drafts.parts(drafts.draft(ID)).items()}
    assert [area.weight for _, area in instrument.areas()][:6] == [8, 7, 10, 10, 15, 10]


def test_it_has_a_minimum_for_each_area(instrument):
    wbk, wbbm = instrument.predicates
    areas = {condition.part: condition.minimum for condition in wbk.conditions if condition.share}
    assert areas == {
        f"pengungkit/{number}": Fraction(60 * weight, 100)
        for number, weight in zip("123456", (8, 7, 10, 10, 15, 10), strict=True)
    }
    assert {condition.share for condition in wbbm.conditions if condition.share} == {75}
    assert wbbm.requires == "WBK"
    service = wbk.conditions[-1]
    assert (service.part, service.minimum, service.verified) == ("hasil/hasil-pelayanan", 15, False)
    assert [alternative.minimum for alternative in service.alternatives] == [16]


def test_it_is_scored_and_judged_like_the_shipped_ones(instrument):
    best = {
        "hasil-kkn-spak-a": "3.6",
        "hasil-kkn-tlhp-a": {"selesai": "7", "total": "7"},
        "hasil-pelayanan-ipkp-a": "3.6",
    }
    from zona.instruments.worksheet_file import read_answers

    choices = {code: question.labels[0] for code, question in instrument.questions.items() if question.labels}
    score = Scorer(instrument).score(read_answers(instrument, choices | best))
    assert score.total == 60 + Fraction("18.5") + 18
    assert [verdict.eligible for verdict in judge(instrument, score).values()] == [True, True]
    worse = best | {"hasil-kkn-tlhp-a": {"selesai": "6", "total": "7"}}
    score = Scorer(instrument).score(read_answers(instrument, choices | worse))
    failed = [one.condition.part for one in judge(instrument, score)["WBK"].failed]
    assert failed == ["hasil/hasil-kkn", "hasil/hasil-kkn/hasil-kkn-tlhp"]
