from zona.assessments.rules.readiness import readiness
from zona.instruments.shipped import shipped_instrument

QUESTIONS = shipped_instrument("perwal-tangerang-72-2018").questions
OWN = [code for code, question in QUESTIONS.items() if question.entered_by == "unit"]
OTHERS = [code for code in QUESTIONS if code not in OWN]
PROVEN = {code: {part.code for part in QUESTIONS[code].evidence} for code in OWN}


def test_nothing_answered_lacks_everything_but_no_proof_yet():
    ready = readiness(QUESTIONS, set(), {}, set())
    assert (list(ready.unanswered), ready.unproven, list(ready.waiting_for_others)) == (OWN, (), OTHERS)
    assert not ready.complete


def test_an_answer_without_its_proof_is_named():
    ready = readiness(QUESTIONS, set(OWN), PROVEN | {"5-b-2": set()}, set())
    assert (ready.unanswered, ready.unproven) == ((), ("5-b-2",))


def test_what_was_carried_over_must_be_confirmed():
    assert readiness(QUESTIONS, set(QUESTIONS), PROVEN, {"1-a-t"}).carried == ("1-a-t",)


def test_officers_results_are_not_the_units_work():
    ready = readiness(QUESTIONS, set(OWN), PROVEN, set())
    assert (ready.unanswered, list(ready.waiting_for_others)) == ((), OTHERS)


def test_all_there_is_complete():
    assert readiness(QUESTIONS, set(QUESTIONS), PROVEN, set()).complete
