"""The fingerprint of what was sent: SHA-256 of the worksheet in one canonical form."""

import json
from hashlib import sha256

from zona.assessments.enums import Party
from zona.assessments.models import Answer, Assessment
from zona.evidence.queries import hashes_of


def canonical(assessment: Assessment) -> bytes:
    """Unit, period, instrument edition, answers and evidence hashes as JSON with sorted keys, UTF-8.

    Leaves out names of people, so that the fingerprint can be published.
    """
    answers = Answer.objects.filter(assessment=assessment, party=Party.UNIT).order_by("question_code")
    content = {
        "unit": assessment.unit.code,
        "year": assessment.period.year,
        "instrument": [assessment.instrument.code, assessment.instrument.edition, assessment.instrument.sha256],
        "answers": {
            row.question_code: [row.label, row.inputs, row.confirmed, row.remark, row.source] for row in answers
        },
        "evidence": hashes_of(assessment.unit_id, assessment.period_id),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(assessment: Assessment) -> str:
    """64 hexadecimal digits."""
    return sha256(canonical(assessment)).hexdigest()
