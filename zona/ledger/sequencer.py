"""The sequencer: gives waiting entries their numbers, extends the tree, signs a checkpoint about every second.

One transaction does all of it under the log's lock, so that a crash at any point leaves either the state before or the
state after: no number twice, no gap, no acknowledged entry lost (RELIABILITY TE-04). Only the sequencer needs the
key.
"""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, OperationalError, close_old_connections, connection, transaction
from django.db.models import QuerySet

from zona.base import clock
from zona.ledger import note
from zona.ledger.keys import LedgerKeyError, adopt_key, make_key, path_of, read_key
from zona.ledger.models import Checkpoint, Entry, Log, Tile
from zona.ledger.tree import Frontier, leaf_hash, root_of

logger = logging.getLogger(__name__)

#: entries numbered in one transaction, so that nobody waits long for the lock
BATCH = 2000
TILE = 256
#: how far the clock may stand behind the last checkpoint before nothing is signed any more (RELIABILITY TE-11)
TOLERANCE = timedelta(seconds=5)
#: how far the clock may run ahead of the computer's own running time between two rounds
LONGEST_LEAP = timedelta(minutes=5)
PAUSE = 1.0


class ClockError(RuntimeError):
    """The server's clock cannot be trusted now; nothing is signed until it is right again."""


class BrokenLogError(RuntimeError):
    """What is stored does not fit the last signed checkpoint: somebody changed it. Nothing more is signed."""


@dataclass
class _Growth:
    """A tree being extended."""

    log: Log
    frontier: Frontier
    key: Ed25519PrivateKey


def sequence(government_id: int) -> Checkpoint | None:
    """Number what waits in one log and sign; None when nothing waits.

    Raises ClockError, BrokenLogError and LedgerKeyError; then nothing has changed.
    """
    if not _waiting(government_id)[:1]:
        return None
    log = _log(government_id)
    try:
        return _grow(log)
    except IntegrityError as error:  # a number, a tile or a checkpoint that nobody should have made yet is there
        raise BrokenLogError(f"Yang tersimpan pada {log} tidak cocok dengan titik periksa terakhirnya.") from error


def sequence_all() -> int:
    """Every log until nothing waits; the number of checkpoints signed.

    A log that cannot be signed does not keep the others waiting; its error is raised at the end.
    """
    signed, failed = 0, None
    for government_id in known_logs():
        try:
            while sequence(government_id) is not None:
                signed += 1
        except (ClockError, BrokenLogError, LedgerKeyError) as error:
            failed = failed or error
    if failed is not None:
        raise failed
    return signed


def known_logs() -> list[int]:
    """Every log that has an entry, by leaps along the index: a DISTINCT would read millions of entries each second."""
    found: list[int] = []
    rows = Entry.objects.order_by("log").values_list("log", flat=True)
    log = rows.first()
    while log is not None:
        found.append(log)
        log = rows.filter(log__gt=log).first()
    return found


def run_forever(stop: threading.Event) -> None:
    """Sequence every second until told to stop. A failure is logged and tried again: entries wait, none is lost."""
    watch = _ClockWatch()
    while not stop.is_set():
        try:
            watch.check()
            sequence_all()
        except (ClockError, BrokenLogError, LedgerKeyError) as error:
            logger.error("Buku besar tidak ditandatangani: %s", error)
            stop.wait(10 * PAUSE)
        except OperationalError:
            logger.exception("Basis data tidak dapat dipakai; dicoba lagi")
            close_old_connections()
        stop.wait(PAUSE)


@transaction.atomic
def _grow(log: Log) -> Checkpoint | None:
    """One batch, all or nothing."""
    Log.objects.select_for_update().get(pk=log.pk)
    entries = list(_waiting(log.government_id)[:BATCH])
    if not entries:
        return None
    last = log.checkpoints.order_by("-size").first()
    now = clock.now().astimezone(UTC).replace(microsecond=0)
    require_sound_clock(last, now)
    growth = _Growth(log, _frontier(log, last), read_key(log.government_id))
    _number(entries, growth.frontier.size)
    _extend(growth, entries)
    return _sign(growth, now if last is None else max(now, last.at))


class _ClockWatch:
    """Compares the clock with the computer's running time, which nobody can set."""

    def __init__(self) -> None:
        self._clock, self._running = clock.now(), time.monotonic()

    def check(self) -> None:
        """Raises ClockError after a leap; the next round starts from the new time, once somebody could see it."""
        now, running = clock.now(), time.monotonic()
        leap = now - self._clock - timedelta(seconds=running - self._running)
        self._clock, self._running = now, running
        if abs(leap) > LONGEST_LEAP:
            way, seconds = "maju" if leap > timedelta() else "mundur", abs(leap).total_seconds()
            raise ClockError(f"Jam server meloncat {way} {seconds:.0f} detik; periksa jam server.")


def require_sound_clock(last: Checkpoint | None, now: datetime | None = None) -> None:
    """Refuse to sign anything while the clock stands before the last checkpoint. Raises ClockError."""
    now = now or clock.now()
    if last is not None and now < last.at - TOLERANCE:
        raise ClockError(
            f"Jam server menunjukkan {now:%d-%m-%Y %H:%M:%S} UTC, padahal titik periksa terakhir bertanggal "
            f"{last.at:%d-%m-%Y %H:%M:%S} UTC. Perbaiki jam server, lalu ulangi."
        )


def _waiting(government_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(log=government_id, position=None).order_by("id").only("id", "commitment")


def _log(government_id: int) -> Log:
    """The log's row; made with its key when the first entry waits."""
    log = Log.objects.filter(government_id=government_id).first()
    if log is None:
        public = make_key(government_id).public_key().public_bytes_raw()
        fresh = {"origin": f"{settings.LEDGER_ORIGIN}/{government_id}", "public_key": public}
        log, _ = Log.objects.get_or_create(government_id=government_id, defaults=fresh)  # another may be first
    if not path_of(government_id).exists():
        adopt_key(government_id, bytes(log.public_key))
    return log


def _frontier(log: Log, last: Checkpoint | None) -> Frontier:
    """Where the tree stands, checked against the log's own signature before anything is built on it."""
    if last is None:
        return Frontier()
    try:
        signed = note.verify(last.note, bytes(log.public_key))
        frontier = Frontier.from_bytes(last.size, bytes(last.frontier))
    except ValueError as error:
        raise BrokenLogError(f"Titik periksa terakhir {log} rusak: {error}") from error
    if (signed.origin, signed.size, signed.root) != (log.origin, frontier.size, frontier.root):
        raise BrokenLogError(f"Titik periksa terakhir {log} tidak cocok dengan tanda tangannya.")
    return frontier


def _number(entries: Sequence[Entry], first: int) -> None:
    """Numbers in the order of arrival; the database refuses a second number."""
    rows = [(first + at, entry.pk) for at, entry in enumerate(entries)]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE ledger_entry SET position = %s WHERE id = %s AND position IS NULL", rows)


def _extend(growth: _Growth, entries: Sequence[Entry]) -> None:
    for entry in entries:
        growth.frontier.append(leaf_hash(bytes(entry.commitment)))
        if growth.frontier.size % TILE == 0:
            _add_tiles(growth.log, growth.frontier.size // TILE - 1)


def _add_tiles(log: Log, number: int) -> None:
    """Keep the tile that is now full, and the one above it when that is full too."""
    first = number * TILE
    leaves = Entry.objects.filter(log=log.government_id, position__gte=first, position__lt=first + TILE)
    hashes = [leaf_hash(bytes(one)) for one in leaves.order_by("position").values_list("commitment", flat=True)]
    for level in range(8):
        if len(hashes) != TILE:
            raise BrokenLogError(f"Lembar {number} tingkat {level} pada {log} berisi {len(hashes)} sidik, bukan 256.")
        Tile.objects.create(log=log, level=level, number=number, hashes=b"".join(hashes), root=root_of(hashes))
        if (number + 1) % TILE:
            return
        number //= TILE
        below = log.tiles.filter(level=level, number__gte=number * TILE, number__lt=(number + 1) * TILE)
        hashes = [bytes(one) for one in below.order_by("number").values_list("root", flat=True)]


def _sign(growth: _Growth, at: datetime) -> Checkpoint:
    state = note.Checkpoint(growth.log.origin, growth.frontier.size, growth.frontier.root, at)
    if growth.key.public_key().public_bytes_raw() != bytes(growth.log.public_key):
        raise LedgerKeyError(f"Berkas kunci tidak cocok dengan kunci publik {growth.log}.")
    return Checkpoint.objects.create(
        log=growth.log,
        size=state.size,
        root=state.root,
        frontier=growth.frontier.packed,
        at=state.at,
        note=note.sign(state, growth.key),
    )
