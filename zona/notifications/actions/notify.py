"""Tell people something: a row each, in the transaction of the deed; the e-mail leaves afterwards."""

from collections.abc import Iterable

from zona.accounts.models import User
from zona.notifications.models import Notice


def notify(recipients: Iterable[User], *, text: str, address: str) -> list[Notice]:
    """One notice for each person, once each. `address` is the page inside Zona where the duty is done."""
    people = {person.pk: person for person in recipients}
    return Notice.objects.bulk_create(
        Notice(recipient=person, text=text, address=address, email=person.email or "") for person in people.values()
    )
