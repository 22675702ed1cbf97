"""Addresses that programs ask: checkpoint, key, proofs, and where a witness hands its signature in.

`verifier/zona_witness.py` calls them; they look at no session, so an answer is the same for everybody. What a program
asked wrongly is told in one sentence, as JSON with status 400.
"""

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zona.ledger.models import Entry, Log
from zona.ledger.proofs import newest, proof_of_consistency
from zona.ledger.witnesses import WitnessError, take_cosignature
from zona.web.ledger.book import closed_proof
from zona.web.ledger.keeping import SECONDS
from zona.web.ledger.public import log_for, noted

#: the programs that check and witness, as they are handed out
PROGRAMS = Path(settings.ROOT) / "verifier"
#: a witness's signature is some 200 characters
LARGEST_BODY = 4096
_NUMBER = re.compile(r"[0-9]{1,15}")
_KEPT = f"public, max-age={SECONDS}"


class AskedWronglyError(ValueError):
    """What a program asked cannot be answered; the text says why."""


@require_safe
def checkpoint(request: HttpRequest, government: int) -> HttpResponse:
    """The newest signed text with the witnesses' lines."""
    last = newest(log_for(government))
    if last is None:
        return refused("Buku besar ini belum mempunyai titik periksa.", status=404)
    response = HttpResponse(noted(last), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = _KEPT
    return response


@require_safe
def key(request: HttpRequest, government: int) -> HttpResponse:
    """Name and public key of the log, to be kept at the first visit."""
    log = log_for(government)
    return _answer({"origin": log.origin, "public_key": bytes(log.public_key).hex()})


@require_safe
def consistency(request: HttpRequest, government: int) -> HttpResponse:
    """The proof that a later state extends an earlier one: `?dari=120&sampai=5207`."""
    log = log_for(government)
    try:
        old, new = _number(request, "dari"), _number(request, "sampai")
        size = _size(log)
        if not 0 < old <= new <= size:
            raise AskedWronglyError(f"Tulis 0 < dari ≤ sampai ≤ {size}; yang diminta {old} dan {new}.")
        return _answer({"proof": proof_of_consistency(log, old, new)})
    except ValueError as error:
        return refused(str(error))


@require_safe
def inclusion(request: HttpRequest, government: int) -> HttpResponse:
    """The proof that an entry stands in the log, without its salt and its text: `?catatan=4711`."""
    log = log_for(government)
    try:
        number = _number(request, "catatan")
        if number >= _size(log):
            raise AskedWronglyError(f"Catatan nomor {number} belum ada; yang terakhir nomor {_size(log) - 1}.")
    except ValueError as error:
        return refused(str(error))
    entry = Entry.objects.filter(log=log.government_id, position=number).first()
    file = closed_proof(entry) if entry else None
    return _answer(file) if file else refused(f"Catatan nomor {number} tidak ada.", status=404)


@csrf_exempt  # no session is looked at: the signature itself says who speaks
@require_POST
def cosign(request: HttpRequest, government: int) -> HttpResponse:
    """Take a witness's line for one checkpoint: JSON `{"size": 5207, "line": "— nama tanda"}`."""
    log = log_for(government)
    try:
        size, line = _handed_in(request)
        kept = take_cosignature(log, size=size, line=line)
    except ValueError as error:  # WitnessError is one
        return refused(str(error))
    return JsonResponse({"witness": kept.witness.name, "size": size})


def _handed_in(request: HttpRequest) -> tuple[int, str]:
    length = request.headers.get("Content-Length") or "0"
    if not _NUMBER.fullmatch(length) or int(length) > LARGEST_BODY:
        raise AskedWronglyError(f"Isi paling besar {LARGEST_BODY} byte.")
    try:
        given = json.loads(request.body.decode())
        size, line = given["size"], given["line"]
    except (ValueError, KeyError, TypeError) as error:
        raise AskedWronglyError('Kirim JSON: {"size": jumlah catatan, "line": baris tanda tangan}.') from error
    if type(size) is not int or not 0 < size < 2**63 or not isinstance(line, str):
        raise AskedWronglyError("size adalah bilangan bulat, line adalah teks.")
    # one line only: what stands behind it would be handed on with the checkpoint
    if not line.endswith("\n") or not line[:-1].isprintable():
        raise WitnessError("Tanda saksi adalah tepat satu baris.")
    return size, line


@require_safe
def program(request: HttpRequest, name: str) -> HttpResponse:
    """The verifier or the witness as it stands in this version."""
    response = HttpResponse((PROGRAMS / name).read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = _KEPT
    return response


def _size(log: Log) -> int:
    last = newest(log)
    return last.size if last else 0


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise AskedWronglyError(f"Tulis {name} sebagai bilangan bulat.")
    return int(text)


def _answer(what: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(what)
    response["Cache-Control"] = _KEPT
    return response


def refused(sentence: str, *, status: int = 400) -> HttpResponse:
    """A sentence for whoever runs the program."""
    return JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
