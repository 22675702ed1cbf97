"""What is kept of a worksheet that is sent: a fingerprint of its canonical form, and all that gives its score again."""

import json
from hashlib import sha256
from typing import Any

from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment
from zona.evidence.queries import hashes_of
from zona.instruments.disclosed import disclosed_hash
from zona.scoring.structure import EnteredBy


def canonical(assessment: Assessment) -> bytes:
    """Unit, period, instrument edition, answers and evidence hashes as JSON with sorted keys, UTF-8.

    What the unit itself says and shows: result values are entered by officers, also after sending, and stand under
    their own source papers. Leaves out names of people, so that the fingerprint can be published.
    """
    questions = assessment.instrument.instrument.questions
    own = {code for code, question in questions.items() if question.entered_by is EnteredBy.UNIT}
    answers = Answer.objects.filter(assessment=assessment, party=Party.UNIT, question_code__in=own)
    proofs = hashes_of(assessment.unit_id, assessment.period_id)
    content = {
        "unit": assessment.unit.code,
        "year": assessment.period.year,
        "instrument": [assessment.instrument.code, assessment.instrument.edition, assessment.instrument.sha256],
        "answers": {
            row.question_code: [row.label, row.inputs, row.confirmed, row.remark, row.source]
            for row in answers.order_by("question_code")
        },
        "evidence": {code: parts for code, parts in proofs.items() if code in own},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(assessment: Assessment) -> str:
    """64 hexadecimal digits."""
    return sha256(canonical(assessment)).hexdigest()


def as_sent(assessment: Assessment) -> dict[str, Any]:
    """Answers, score and verdicts at this moment, for the ledger: whoever has the instrument can calculate them again.

    Answers of every question, result values too; figures exact; verdicts as one yes or no for each condition.
    """
    row, result = assessment.instrument, assessment.results.get(party=Party.UNIT)
    answers = Answer.objects.filter(assessment=assessment, party=Party.UNIT).order_by("question_code")
    return {
        "instrument": f"{row.code} {row.edition}",
        "instrument_sha256": disclosed_hash(row.instrument),
        "answers": {
            one.question_code: {"label": one.label, "inputs": one.inputs, "confirmed": one.confirmed}
            for one in answers
            if one.given is not None and one.question_code in row.instrument.questions
        },
        "total": result.total,
        "parts": result.parts,
        "verdicts": {code: [holds for *_, holds in verdict["conditions"]] for code, verdict in result.verdicts.items()},
    }
