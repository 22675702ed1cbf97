"""Reading the ledger: which entries somebody may read, narrowed by what they ask for. Knows no roles, only a Reader."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zona.ledger.enums import RELEASING_EVENTS, Visibility
from zona.ledger.models import WHOLE_INSTALLATION, Checkpoint, Entry, Log

#: rows read at once for a file, each time with a query of their own: a reader that holds one query open while a slow
#: browser takes the file would keep everybody from writing to SQLite
PORTION = 1000
#: classes of the installation's own log that officers of every government read
_SHARED = (Visibility.UNIT, Visibility.OFFICERS)


@dataclass(frozen=True)
class Reader:
    """What counts when somebody reads; `zona.web.ledger.access` makes it from a person's rights."""

    log: int  # the log of the person's own government
    units: Collection[int] | None  # whose worksheets the person may view; None: every unit of the government
    is_officer: bool = False  # administrator or inspector
    is_assessor: bool = False  # TPI or inspector

    @property
    def reads_everything(self) -> bool:
        """Whether every class is open, but the sealed one."""
        return self.units is None and self.is_officer and self.is_assessor


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; an empty value asks for nothing."""

    words: tuple[str, ...] = ()  # one of these in summary or actor
    events: tuple[str, ...] = ()
    not_events: tuple[str, ...] = ()
    unit_id: int | None = None
    actor: str = ""
    since: datetime | None = None
    before: datetime | None = None
    only_waiting: bool = False

    @property
    def asks_for_content(self) -> bool:
        """Whether an answer would tell something of an entry's text; sealed entries never answer."""
        return bool(self.words or self.events or self.not_events or self.unit_id or self.actor)


def readable(reader: Reader) -> QuerySet[Entry]:
    """The entries whose text the person may read.

    UNIT: whoever may view the unit's worksheets, and without a unit the officers. OFFICERS: administrator and
    inspector. ASSESSORS: TPI and inspector, and the unit's readers once a later entry about the same object releases
    it. SEALED: nobody. Only the own government's log; officers also read the installation's own.
    """
    of_unit = Q(unit_id__isnull=False) if reader.units is None else Q(unit_id__in=reader.units)
    classes = Q(visibility=Visibility.UNIT) & of_unit
    if reader.is_officer:
        classes |= Q(visibility=Visibility.OFFICERS) | Q(visibility=Visibility.UNIT, unit_id=None)
    if reader.is_assessor:
        classes |= Q(visibility=Visibility.ASSESSORS)
    else:
        classes |= Q(visibility=Visibility.ASSESSORS) & of_unit & Q(_released())
    here = Q(log=reader.log) & classes
    if reader.is_officer:  # the system's own deeds concern no unit of anybody
        here |= Q(log=WHOLE_INSTALLATION, unit_id=None, visibility__in=_SHARED)
    return Entry.objects.filter(here)


def _released() -> Exists:
    later = Entry.objects.filter(
        log=OuterRef("log"),
        event__in=RELEASING_EVENTS,
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
        pk__gt=OuterRef("pk"),
    )
    return Exists(later.exclude(subject_id=""))


def shown(reader: Reader, log: int, *, walking: bool = False) -> QuerySet[Entry]:
    """What whoever reads the whole ledger is shown of one log: what is readable, and that a sealed entry exists.

    Who reads everything gets the same from a plainer question. `walking` is for a few rows in the order of arrival:
    the database then goes along the rows from the newest on, instead of finding all of the log and sorting them.
    """
    entries = Entry.objects.all()
    if not reader.reads_everything:
        entries = readable(reader) | sealed(reader)
    elif log != reader.log:
        entries = entries.filter(unit_id=None, visibility__in=_SHARED)
    if walking:
        return entries.alias(of_log=F("log") + 0).filter(of_log=log)  # a sum, so that no index on the log is used
    return entries.filter(log=log)


def sealed(reader: Reader) -> QuerySet[Entry]:
    """Entries of which only number, time and commitment may be shown."""
    return Entry.objects.filter(log=reader.log, visibility=Visibility.SEALED)


def found(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """Those that answer what was asked for, newest first."""
    if wanted.asks_for_content:
        entries = entries.exclude(visibility=Visibility.SEALED)
    if wanted.words:
        said = Q()
        for words in wanted.words:
            said |= Q(summary__icontains=words) | Q(actor_name__icontains=words)
        entries = entries.filter(said)
    if wanted.events:
        entries = entries.filter(event__in=wanted.events)
    if wanted.not_events:
        entries = entries.exclude(event__in=wanted.not_events)
    if wanted.unit_id is not None:
        entries = entries.filter(unit_id=wanted.unit_id)
    if wanted.actor:
        entries = entries.filter(actor_name__icontains=wanted.actor)
    if wanted.since is not None:
        entries = entries.filter(at__gte=wanted.since)
    if wanted.before is not None:
        entries = entries.filter(at__lt=wanted.before)
    return (entries.filter(position=None) if wanted.only_waiting else entries).order_by("-pk")


def in_portions(entries: QuerySet[Entry], *, up_to: int) -> Iterator[list[Entry]]:
    """Every entry, newest first, from the row number `up_to` down; a query for each portion (see PORTION)."""
    end = up_to + 1
    while rows := list(entries.filter(pk__lt=end).order_by("-pk")[:PORTION]):
        yield rows
        end = rows[-1].pk


def log_of(government_id: int) -> Log | None:
    """The log of a government (0: of the installation), once its first entry has been numbered."""
    return Log.objects.filter(government_id=government_id).first()


def covering(log: Log, position: int) -> Checkpoint | None:
    """The first signed state in which an entry stands: from then on it could not change unseen."""
    return log.checkpoints.filter(size__gt=position).order_by("size").first()


StartOfDay = Callable[[datetime], datetime]


def newest_of_days(log: Log, days: int, start_of_day: StartOfDay) -> list[Checkpoint]:
    """The last checkpoint of each of the latest days that have one, newest first, with the witnesses' signatures.

    Days that are over never change (no checkpoint is older than the one before it), so a process finds them once.
    """
    last = log.checkpoints.order_by("-size").first()
    if last is None:
        return []
    today = start_of_day(last.at)
    over = _newest_of_past_days(log.pk, bytes(log.public_key), today, days - 1, start_of_day)
    kept = log.checkpoints.filter(pk__in=(last.pk, *over)).order_by("-size")
    return list(kept.prefetch_related("cosignatures__witness"))


@lru_cache(maxsize=16)
def _newest_of_past_days(
    log: int, public_key: bytes, before: datetime, days: int, start_of_day: StartOfDay
) -> tuple[int, ...]:
    """Row numbers, newest first; the key is there because only log and key together are a log for ever.

    One look into the index for each day: to group every checkpoint ever signed by its day would read them all.
    """
    chosen: list[int] = []
    rows = Checkpoint.objects.filter(log=log).order_by("-size").values_list("pk", "at")
    found = rows.filter(at__lt=before).first()
    while found is not None and len(chosen) < days:
        chosen.append(found[0])
        found = rows.filter(at__lt=start_of_day(found[1])).first()
    return tuple(chosen)
