"""Begin a paper: a first version of its words, checked against what its kind declares."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from zona.accounts.models import User
from zona.documents.access import check
from zona.documents.actions.moves import add_version, tell
from zona.documents.contexts import from_json, to_json
from zona.documents.declared import faults
from zona.documents.errors import MissingFieldError
from zona.documents.kinds import PaperKind, paper_kind
from zona.documents.models import Paper
from zona.documents.rights import may_draft
from zona.organizations.models import Government, WorkUnit

#: without letters and digits that are taken for one another (Crockford's base 32)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def draft_paper(
    kind_code: str,
    context: Mapping[str, Any],
    *,
    by: User | None,
    government: Government,
    unit: WorkUnit | None = None,
    subject: models.Model | None = None,
    replaces: Paper | None = None,
) -> Paper:
    """A new draft; `subject` is the object it is about.

    Raises UnknownKindError, MissingFieldError naming the first field that is missing, and PermissionDenied.
    """
    kind = paper_kind(kind_code)
    if by is not None:
        check(may_draft(by, kind, unit), f"Anda tidak berwenang menyusun {kind.name}.")
    stored = checked(kind, context)
    paper = Paper.objects.create(
        government=government,
        unit=unit,
        kind_code=kind.code,
        title=title_of(kind, stored),
        code=new_code(),
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        replaces=replaces,
        created_by=by,
    )
    version = add_version(paper, context=stored, said="Rancangan dibuat", by=by)
    tell("drafted", paper, version, by=by, summary=f"Rancangan {kind.name} dibuat: {paper.title}")
    return paper


def checked(kind: PaperKind, context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as it is kept. Raises MissingFieldError."""
    stored: dict[str, Any] = to_json(context)
    for fault in faults(kind.fields, from_json(kind.fields, stored)):
        raise MissingFieldError(f"{kind.name}: {fault}.")
    return stored


def title_of(kind: PaperKind, stored: Mapping[str, Any]) -> str:
    """The paper's name, from its kind and its words."""
    return " ".join(kind.title.format_map(stored).split())[:500]


def new_code() -> str:
    """`7K3Q-9D2F-XM0T`: 60 random bits, short enough to be typed from paper, too many to be tried."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"
