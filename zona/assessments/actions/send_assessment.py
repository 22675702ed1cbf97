"""The head sends the worksheet in; it is locked from then on."""

from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.assessments.access import assessment_for
from zona.assessments.actions.move import move
from zona.assessments.actions.save_answer import NotNowError
from zona.assessments.enums import SEND
from zona.assessments.fingerprint import as_sent, fingerprint
from zona.assessments.models import AssessmentTransition
from zona.assessments.people import leading_assessors, team_of
from zona.base import clock
from zona.notifications.actions.notify import notify

#: what the head confirms; kept with the sending, word for word
STATEMENT = (
    "Saya menyatakan bahwa jawaban dan data dukung lembar kerja ini sesuai dengan keadaan sebenarnya di unit kerja "
    "yang saya pimpin, dan saya siap menjelaskannya kepada Tim Penilai Internal."
)


class StatementMissingError(ValueError):
    """The statement was not confirmed."""


@transaction.atomic
def send_assessment(pk: int, *, by: User, confirmed: bool) -> AssessmentTransition:
    """Lock the worksheet and keep statement, time and fingerprint.

    Incomplete worksheets may be sent; the page before it says what is missing. Raises Http404, PermissionDenied,
    StatementMissingError, NotNowError (window closed) and WrongStateError (already sent).
    """
    assessment = assessment_for(by, pk, to=Permission.SEND_ASSESSMENT, lock=True)
    if not confirmed:
        raise StatementMissingError("Beri tanda pada pernyataan sebelum mengirim.")
    window = assessment.period.filling.state(clock.today())
    if assessment.is_open and not window.is_open:
        raise NotNowError(window.says)
    sent = move(
        assessment, SEND, by=by, statement=STATEMENT, fingerprint=fingerprint(assessment), sheet=as_sent(assessment)
    )
    text = f"Lembar kerja {assessment.unit} {assessment.period.year} dikirim oleh {by.name}."
    people = [*leading_assessors(assessment), *team_of(assessment)]
    notify(people, text=text, address=f"/lembar-kerja/{pk}/tanda-terima/", but=by)
    return sent
