"""Tell people something: a row each, and a job for the e-mail, in the transaction of the deed."""

from collections.abc import Iterable

from django.db import transaction

from zona.accounts.models import User
from zona.background.actions.enqueue import enqueue_all
from zona.notifications.models import Notice

#: as much as a notice shows; the page itself has the whole
LONGEST = Notice._meta.get_field("text").max_length or 300
#: the job; `zona.notifications.jobs` registers it
MAIL = "notices.mail"


@transaction.atomic
def notify(recipients: Iterable[User], *, text: str, address: str, but: User | None = None) -> list[Notice]:
    """One notice for each person, once each, but not for whoever did it. `address` is the page where the duty is.

    Invented people of the demo city have invented addresses; no mail goes there.
    """
    people = {person.pk: person for person in recipients if but is None or person.pk != but.pk}
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    notices = Notice.objects.bulk_create(
        Notice(recipient=person, text=text, address=address, email="" if person.is_demo else person.email or "")
        for person in people.values()
    )
    for government in {person.government_id for person in people.values()}:
        mailed = [row for row in notices if row.email and row.recipient.government_id == government]
        enqueue_all(MAIL, {str(row.pk): {"notice": row.pk} for row in mailed}, government_id=government)
    return notices
