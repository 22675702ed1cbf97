"""Database triggers that keep the ledger append-only against everything but dropping them: raw SQL, scripts, admins.

Installed after every migration, because SQLite loses a table's triggers whenever a migration rebuilds the table.
Whoever may drop triggers may still change rows: that is what signed checkpoints outside the machine are for.
"""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from zona.ledger.models import ERASED

#: tables whose rows never change and never go
FROZEN = ("ledger_log", "ledger_checkpoint", "ledger_tile", "ledger_erasure", "ledger_cosignature")
ENTRY = "ledger_entry"
REFUSAL = "buku besar hanya dapat ditambah"
_KEPT_BY_NUMBERING = (
    "id", "log", "commitment", "salt", "visibility", "at", "event", "actor_id", "actor_name", "subject_kind",
    "subject_id", "unit_id", "summary", "details",
)  # fmt: skip
_KEPT_BY_ERASURE = ("id", "log", "position", "commitment", "visibility", "at", "event", "subject_kind")
#: what tells two rows apart, beside `id`. SQLite's REPLACE deletes a row of the same key without asking any trigger
#: for deleting, so inserting over a row is refused before.
_KEYS = {
    "ledger_log": (("government_id",), ("origin",)),
    "ledger_checkpoint": (("log_id", "size"),),
    "ledger_tile": (("log_id", "level", "number"),),
    "ledger_erasure": (("entry_id",),),
    "ledger_cosignature": (("checkpoint_id", "witness_id"),),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, also over another one of the same name."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for the test suite, which empties its tables, and for trials of what happens then."""
    with connection.cursor() as cursor:
        for name, table in _names():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that somebody took away."""
    tables = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(tables[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    foreign = {
        "sqlite": {name for name, _ in _names() if name.endswith("_truncate")},  # knows no TRUNCATE
        "postgresql": {f"{table}_insert" for table in FROZEN},  # knows no REPLACE
    }
    return sorted({name for name, _ in _names()} - foreign[connection.vendor] - there)


def install_after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    from django.db import connections

    connection = connections[using]
    if {ENTRY, *FROZEN} <= set(connection.introspection.table_names()):  # not while migrating back
        install(connection)


def _names() -> list[tuple[str, str]]:
    """Each trigger with its table."""
    tables = (*FROZEN, ENTRY)
    names = [(f"{table}_{event}", table) for table in tables for event in ("update", "delete", "truncate")]
    return [*names, *((f"{table}_insert", table) for table in tables)]


def _statements(vendor: str) -> list[str]:
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    # as text: PostgreSQL finds 1 and 1.0 the same inside JSON, the commitment does not
    cast = {"details": "::text"} if vendor == "postgresql" else {}

    def kept(columns: tuple[str, ...]) -> str:
        pairs = ((f"NEW.{column}{cast.get(column, '')}", f"OLD.{column}{cast.get(column, '')}") for column in columns)
        return " AND ".join(f"{new} {same} {old}" for new, old in pairs)

    numbering = f"OLD.position IS NULL AND NEW.position IS NOT NULL AND {kept(_KEPT_BY_NUMBERING)}"
    permitted = "EXISTS (SELECT 1 FROM ledger_erasure WHERE entry_id = OLD.id)"
    erasure = (
        f"NEW.salt IS NULL AND NEW.summary = '{ERASED}' AND NEW.details = '{{}}' AND NEW.actor_id IS NULL "
        f"AND NEW.actor_name = '' AND NEW.subject_id = '' AND NEW.unit_id IS NULL AND {kept(_KEPT_BY_ERASURE)} "
        f"AND {permitted}"
    )
    refused_update = f"NOT (({numbering}) OR ({erasure}))"
    if vendor == "sqlite":
        return _for_sqlite(refused_update)
    return _for_postgresql(refused_update)


def _for_sqlite(refused_update: str) -> list[str]:
    def trigger(name: str, event: str, table: str, when: str = "") -> str:
        condition = f" WHEN {when}" if when else ""
        return f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"

    def taken(table: str, *columns: str) -> str:
        same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
        return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - columns are ours

    frozen = [trigger(f"{table}_{event.lower()}", event, table) for table in FROZEN for event in ("UPDATE", "DELETE")]
    whole = [
        trigger(f"{table}_insert", "INSERT", table, " OR ".join(taken(table, *key) for key in (("id",), *_KEYS[table])))
        for table in FROZEN
    ]
    over_another = f"(OLD.position IS NULL AND {taken(ENTRY, 'log', 'position')})"
    return [
        *(f"DROP TRIGGER IF EXISTS {name}" for name, _ in _names()),
        *frozen,
        *whole,
        trigger(f"{ENTRY}_delete", "DELETE", ENTRY),
        trigger(f"{ENTRY}_update", "UPDATE", ENTRY, f"{over_another} OR {refused_update}"),
        trigger(f"{ENTRY}_insert", "INSERT", ENTRY, f"NEW.position IS NOT NULL OR {taken(ENTRY, 'id')}"),
    ]


def _for_postgresql(refused_update: str) -> list[str]:
    # A WHEN clause may hold no subquery in PostgreSQL, so the condition stands inside functions.
    refuse = f"RAISE EXCEPTION '{REFUSAL}'"
    functions = [
        f"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$",
        "CREATE OR REPLACE FUNCTION ledger_check_update() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {refused_update} THEN {refuse}; END IF; RETURN NEW; END $$",
        "CREATE OR REPLACE FUNCTION ledger_check_insert() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NEW.position IS NOT NULL THEN {refuse}; END IF; RETURN NEW; END $$",
    ]

    def trigger(name: str, event: str, table: str, does: str = "ledger_refuse") -> str:
        each = "STATEMENT" if event == "TRUNCATE" else "ROW"
        return f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {does}()"

    frozen = [
        trigger(f"{table}_{event.lower()}", event, table)
        for table in (*FROZEN, ENTRY)
        for event in ("UPDATE", "DELETE", "TRUNCATE")
        if (table, event) != (ENTRY, "UPDATE")
    ]
    return [
        *functions,
        *frozen,
        trigger(f"{ENTRY}_update", "UPDATE", ENTRY, "ledger_check_update"),
        trigger(f"{ENTRY}_insert", "INSERT", ENTRY, "ledger_check_insert"),
    ]
