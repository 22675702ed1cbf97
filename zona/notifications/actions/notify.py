"""Tell people something: a row each, in the transaction of the deed; the e-mail leaves afterwards."""

from collections.abc import Iterable

from zona.accounts.models import User
from zona.notifications.models import Notice

#: as much as a notice shows; the page itself has the whole
LONGEST = Notice._meta.get_field("text").max_length or 300


def notify(recipients: Iterable[User], *, text: str, address: str, but: User | None = None) -> list[Notice]:
    """One notice for each person, once each, but not for whoever did it. `address` is the page where the duty is."""
    people = {person.pk: person for person in recipients if but is None or person.pk != but.pk}
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return Notice.objects.bulk_create(
        Notice(recipient=person, text=text, address=address, email=person.email or "") for person in people.values()
    )
