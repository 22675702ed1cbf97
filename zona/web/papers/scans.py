"""A scan that survives a refused form: it lies in the store, and its token brings it back to the same person."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest

from zona.accounts.models import User
from zona.files.rules.kinds import size_shown
from zona.files.rules.problems import FileRefusedError
from zona.files.storage import ReceivedFile, StorageFullError, receive
from zona.web import waiting

#: names the upload in the form that comes back
FIELD = "pindaian_token"


@dataclass
class Scan:
    """What was uploaded with this request, or with one before."""

    user: User
    what: str
    token: str = ""
    received: ReceivedFile | None = None

    @classmethod
    def of(cls, request: HttpRequest, user: User, what: str, form: forms.Form, name: str) -> "Scan":
        """Take in an upload; a refused one is told at the field. What waits an hour too long is asked for again."""
        scan = cls(user, what)
        upload = request.FILES.get(name)
        if upload is not None:
            try:
                scan.received = receive(upload)
                scan.token = waiting.wait(user, what, scan.received)
            except (FileRefusedError, StorageFullError) as problem:
                if form.is_bound:
                    form.add_error(name, str(problem))
        elif token := request.POST.get(FIELD, ""):
            scan.received = waiting.waiting(user, what, token)
            scan.token = token if scan.received is not None else ""
        return scan

    @property
    def shown(self) -> str:
        """`Surat.pdf (1,2 MB)`, for the form that comes back."""
        return f"{self.received.name} ({size_shown(self.received.size)})" if self.received else ""

    def forget(self) -> None:
        """It has its row."""
        waiting.forget(self.user, self.what, self.token)
