"""What is wrong with the ledger now, in sentences for whoever runs the server."""

from datetime import datetime, timedelta

from django.db import connection

from zona.base import clock
from zona.ledger import guards, note
from zona.ledger.keys import path_of
from zona.ledger.models import Entry, Log
from zona.ledger.proofs import newest
from zona.ledger.sequencer import ClockError, known_logs, require_sound_clock

#: an entry that waits longer means that the sequencer does not run
LONGEST_WAIT = timedelta(minutes=1)


def faults_of_ledger() -> list[str]:
    """Every fault found without reading the whole log; empty when all is well. Reads a few rows and counts entries."""
    faults = [f"Pemicu basis data {name} tidak ada; jalankan ulang zi run." for name in guards.missing(connection)]
    if any(clock.now() - oldest > LONGEST_WAIT for oldest in filter(None, map(_oldest_waiting, known_logs()))):
        faults.append("Catatan menunggu nomor lebih dari satu menit; apakah zi worker berjalan?")
    for log in Log.objects.all():
        faults += _faults_of(log)
    return faults


def _oldest_waiting(government_id: int) -> datetime | None:
    waiting = Entry.objects.filter(log=government_id, position=None).order_by("id")
    return waiting.values_list("at", flat=True).first()


def _faults_of(log: Log) -> list[str]:
    faults = [] if path_of(log.government_id).exists() else [f"Kunci {log} tidak ada di server ini."]
    last = newest(log)
    if last is None:
        return faults
    try:
        signed = note.verify(last.note, bytes(log.public_key))
        require_sound_clock(last)
        if (signed.size, signed.root) != (last.size, bytes(last.root)):
            faults.append(f"Titik periksa terakhir {log} tidak cocok dengan tanda tangannya.")
    except (note.NoteError, ClockError) as error:
        faults.append(f"{log}: {error}")
    # counted, not taken from the highest number: one that is missing in the middle must be said
    numbered = Entry.objects.filter(log=log.government_id, position__isnull=False).count()
    if numbered != last.size:
        faults.append(f"{log} bertanda tangan untuk {last.size} catatan, yang bernomor {numbered}.")
    return faults
