"""What somebody with the whole database, the whole format and the whole source could do to a log (TE-01, TE-02).

He has taken the triggers away. He does not have the key (`with_key` is for the insider who has).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zona.ledger import note
from zona.ledger.canonical import commitment, new_salt
from zona.ledger.models import Checkpoint, Entry, Log, Tile
from zona.ledger.record import record_of
from zona.ledger.tree import Frontier, leaf_hash, root_of

FORGED = Ed25519PrivateKey.from_private_bytes(b"kunci palsu milik orang lain 32.")


@dataclass(frozen=True)
class Forgery:
    """What was done, the first leaf that is not what it was, and how it was covered up."""

    deed: str
    first: int
    cover: str


def entries(log: Log) -> list[Entry]:
    return list(Entry.objects.filter(log=log.government_id).exclude(position=None).order_by("position"))


def put(order: list[Entry]) -> None:
    """Give the entries new numbers; through numbers nobody has, because a number is used once."""
    changed = [(place, one) for place, one in enumerate(order) if one.position != place]
    for place, one in changed:
        Entry.objects.filter(pk=one.pk).update(position=10**9 + place)
    for place, one in changed:
        Entry.objects.filter(pk=one.pk).update(position=place)


def edit(log: Log, random: Random, *, fit: bool) -> int:
    """Another text, name, figure, unit or event in one record; with a commitment that fits, if he takes the trouble."""
    entry = random.choice(entries(log))
    change: Callable[[Entry], None] = random.choice((_text, _name, _figure, _unit, _event))
    change(entry)
    return _keep(entry, fit)


def back_date(log: Log, random: Random, *, fit: bool) -> int:
    """A fact that happened earlier than it did."""
    entry = random.choice(entries(log))
    entry.at -= timedelta(days=random.randint(1, 400), microseconds=random.randint(0, 10**6))
    return _keep(entry, fit)


def delete(log: Log, random: Random, *, fit: bool) -> int:
    """One fact less; the others move up, or leave a hole."""
    order = entries(log)
    gone = random.randrange(len(order))
    Entry.objects.filter(pk=order.pop(gone).pk).delete()
    if fit:
        put(order)
    return gone


def reorder(log: Log, random: Random, *, fit: bool) -> int:
    """One fact moved to another place."""
    order = entries(log)
    origin, target = random.sample(range(len(order)), 2)
    order.insert(target, order.pop(origin))
    put(order)
    return min(origin, target)


def swap(log: Log, random: Random, *, fit: bool) -> int:
    """Two facts in each other's place."""
    order = entries(log)
    one, other = random.sample(range(len(order)), 2)
    order[one], order[other] = order[other], order[one]
    put(order)
    return min(one, other)


def insert(log: Log, random: Random, *, fit: bool) -> int:
    """A fact that never was, among the old ones."""
    order, place = entries(log), random.randrange(log.checkpoints.order_by("-size").first().size)
    model = order[place]
    forged = Entry(
        log=model.log, salt=new_salt(), at=model.at, event=model.event, actor_name="Siti", subject_kind="a.b",
        subject_id="1", summary="Tidak pernah terjadi",
    )  # fmt: skip
    forged.commitment = commitment(forged.salt, record_of(forged))
    forged.save()
    order.insert(place, forged)
    put(order)
    return place


def truncate(log: Log, random: Random, *, fit: bool) -> int:
    """The tail gone, and every checkpoint that spoke of it."""
    size = log.checkpoints.order_by("-size").first().size
    kept = random.randrange(1, size)
    Entry.objects.filter(log=log.government_id, position__gte=kept).delete()
    log.checkpoints.filter(size__gt=kept).delete()
    last = log.checkpoints.order_by("-size").first()
    return last.size if last else 0


DEEDS = (edit, back_date, delete, reorder, swap, insert, truncate)


def _keep(entry: Entry, fit: bool) -> int:
    if fit:
        entry.commitment = commitment(bytes(entry.salt), record_of(entry))
    Entry.objects.bulk_update([entry], ["summary", "actor_name", "details", "unit_id", "event", "at", "commitment"])
    return entry.position


def _text(entry: Entry) -> None:
    entry.summary += "."


def _name(entry: Entry) -> None:
    entry.actor_name = "Orang lain"


def _figure(entry: Entry) -> None:
    entry.details = {**entry.details, "nilai": "80"}


def _unit(entry: Entry) -> None:
    entry.unit_id = (entry.unit_id or 0) + 1


def _event(entry: Entry) -> None:
    entry.event += "_lain"


# --------------------------------------------- covering up


def nothing(log: Log, first: int) -> None:
    """He leaves checkpoints, tiles and notes as they were."""


def hashes(log: Log, first: int) -> None:
    """Roots, edges and tiles calculated anew."""
    leaves = [leaf_hash(bytes(one.commitment)) for one in entries(log)]
    log.checkpoints.filter(size__gt=len(leaves)).delete()
    grown, by_size = Frontier(), {one.size: one for one in log.checkpoints.all()}
    for leaf in leaves:
        grown.append(leaf)
        if grown.size in by_size:
            Checkpoint.objects.filter(pk=by_size[grown.size].pk).update(root=grown.root, frontier=grown.packed)
    for tile in log.tiles.filter(level=0):
        own = leaves[tile.number * 256 : (tile.number + 1) * 256]
        Tile.objects.filter(pk=tile.pk).update(hashes=b"".join(own), root=root_of(own))


def notes(log: Log, first: int) -> None:
    """And the texts of the checkpoints, under the old signatures."""
    hashes(log, first)
    for one in log.checkpoints.all():
        state = note.Checkpoint(log.origin, one.size, bytes(one.root), one.at)
        signature = one.note.partition("\n\n")[2]
        Checkpoint.objects.filter(pk=one.pk).update(note=f"{state.body}\n{signature}")


def fewer_notes(log: Log, first: int) -> None:
    """And of the checkpoints since then only the last remains."""
    notes(log, first)
    size = log.checkpoints.order_by("-size").values_list("size", flat=True).first()
    log.checkpoints.filter(size__gt=first, size__lt=size or 0).delete()


def own_key(log: Log, first: int) -> None:
    """And everything signed with a key of his own, which he also writes into the log's row."""
    Log.objects.filter(pk=log.pk).update(public_key=FORGED.public_key().public_bytes_raw())
    with_key(log, first, FORGED)


def with_key(log: Log, first: int, key: Ed25519PrivateKey) -> None:
    """Every checkpoint signed anew, and one over what was put in."""
    hashes(log, first)
    size = len(entries(log))
    if size and not log.checkpoints.filter(size=size).exists():
        newest = log.checkpoints.order_by("-size").first()
        at = newest.at if newest else log.created_at
        Checkpoint.objects.create(log=log, size=size, root=bytes(32), frontier=b"", at=at, note="")
        hashes(log, first)
    for one in log.checkpoints.all():
        state = note.Checkpoint(log.origin, one.size, bytes(one.root), one.at)
        Checkpoint.objects.filter(pk=one.pk).update(note=note.sign(state, key))


COVERS = (nothing, hashes, notes, fewer_notes, own_key)


def forge(log: Log, random: Random) -> Forgery:
    """One random deed, covered up in one random way."""
    deed, cover = random.choice(DEEDS), random.choice(COVERS)
    first = deed(log, random, fit=cover is not nothing or random.random() < 0.5)
    cover(log, first)
    return Forgery(deed.__name__, first, cover.__name__)


def is_named_rightly(forgery: Forgery, named: int | None, each: int) -> bool:
    """The first bad leaf, or the start of what its checkpoint covers. With a foreign key no leaf is good."""
    if forgery.cover == own_key.__name__:
        return named == 0
    return named is not None and forgery.first // each * each <= named <= forgery.first
