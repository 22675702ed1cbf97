"""Add a note to the conversation about one question."""

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import can
from zona.assessments.access import assessment_for
from zona.assessments.enums import Party
from zona.assessments.models import Note
from zona.base.text import plain_text
from zona.ledger.record import record


class EmptyNoteError(ValueError):
    """Nothing was written."""


@transaction.atomic
def add_note(pk: int, code: str, text: str, *, by: User) -> Note:
    """Write one note, as the unit for its own people and as TPI for assessors.

    Raises Http404, PermissionDenied, EmptyNoteError, KeyError for an unknown code.
    """
    assessment = assessment_for(by, pk, to=Permission.ADD_NOTE)
    _ = assessment.instrument.instrument.questions[code]
    text = plain_text(text)
    if not text:
        raise EmptyNoteError("Catatan masih kosong. Tulis dulu isinya.")
    party = Party.UNIT if can(by, Permission.ANSWER, assessment.unit) else Party.TPI
    note = Note.objects.create(assessment=assessment, question_code=code, party=party, text=text, written_by=by)
    record(
        "assessment.noted",
        by=by,
        subject=assessment,
        unit_id=assessment.unit_id,
        summary=f"Catatan ditulis pada butir {code}",
        code=code,
        note=note.pk,
    )
    return note
