"""The one way a paper changes its state and gets a version: check the table, change, keep, log."""

from typing import Any

from zona.accounts.models import User
from zona.documents.enums import PaperState, Transition
from zona.documents.errors import DocumentError
from zona.documents.models import Paper, PaperVersion
from zona.files.models import StoredFile
from zona.ledger.record import record


class WrongStateError(DocumentError):
    """The deed does not fit the paper's present state; the text says what the state is."""


def check_state(paper: Paper, transition: Transition) -> None:
    """Raises WrongStateError."""
    if paper.state not in transition.source:
        raise WrongStateError(
            f"{transition.label} tidak dapat dilakukan: keadaan naskah sekarang '{paper.get_state_display()}'."
        )


def add_version(
    paper: Paper, *, context: dict[str, Any], said: str, by: User | None, file: StoredFile | None = None
) -> PaperVersion:
    """Keep the paper's present form; the caller holds its lock."""
    last = paper.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return PaperVersion.objects.create(
        paper=paper,
        number=last + 1,
        state=PaperState(paper.state),
        context=context,
        file=file,
        said=said,
        made_by=by,
    )


def tell(event: str, paper: Paper, version: PaperVersion, *, by: User | None, summary: str, **details: Any) -> None:
    """Write the fact to the ledger with the fingerprint of the file, where there is one."""
    record(
        f"paper.{event}",
        by=by,
        subject=paper,
        unit_id=paper.unit_id,
        summary=summary,
        kind=paper.kind_code,
        number=paper.number,
        version=version.number,
        sha256=version.file.sha256 if version.file else "",
        **details,
    )
