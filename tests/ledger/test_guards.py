"""The database itself refuses what the ledger's rules forbid, whoever asks: raw SQL, ORM, scripts."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_migrate

from tests.ledger.logs import grown, say
from zona.base import clock
from zona.ledger import guards
from zona.ledger.erase import erase
from zona.ledger.models import Checkpoint, Cosignature, Entry, Erasure, LedgerIsAppendOnlyError, Log, Tile, Witness
from zona.ledger.sequencer import sequence

pytestmark = pytest.mark.django_db
KINDS = (Log, Entry, Checkpoint, Tile, Erasure, Cosignature)
#: column -> another value, in SQL
COLUMNS = [(kind, field.column) for kind in KINDS for field in kind._meta.concrete_fields]
OTHER = {
    "BigAutoField": "999", "BigIntegerField": "999", "PositiveSmallIntegerField": "9", "ForeignKey": "999",
    "OneToOneField": "999", "CharField": "'lain'", "TextField": "'lain'", "JSONField": """'{"lain":1}'""",
    "DateTimeField": "'2020-01-01 00:00:00+00'",
}  # fmt: skip


@pytest.fixture
def log():
    """One row at least in every table of the ledger."""
    log = grown(2)
    checkpoint = log.checkpoints.first()
    witness = Witness.objects.create(log=log, name="inspektorat", public_key=bytes(32))
    Cosignature.objects.create(checkpoint=checkpoint, witness=witness, line="— x AAAA\n", at=clock.now())
    Tile.objects.create(log=log, level=0, number=0, hashes=bytes(8192), root=bytes(32))
    erase([Entry.objects.get(position=0)], reason="permintaan")
    return log


def run(sql: str) -> int:
    """One statement, in a savepoint of its own; rows touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match=guards.REFUSAL):
        run(sql)


def passes_without_guards(sql: str) -> None:
    """The control: the statement is well formed and only the guard stood in its way."""
    with transaction.atomic():
        guards.remove(connection)
        assert run(sql) > 0
        transaction.set_rollback(True)


def other_value(kind, column: str) -> str:
    field = next(one for one in kind._meta.concrete_fields if one.column == column)
    if field.get_internal_type() == "BinaryField":
        return "x'00'" if connection.vendor == "sqlite" else r"'\x00'::bytea"
    return "'unit'" if column == "visibility" else OTHER[field.get_internal_type()]


def updating(kind, column: str) -> str:
    table = kind._meta.db_table
    value = "'officers'" if column == "visibility" else other_value(kind, column)
    where = "position = 1" if kind is Entry else "1 = 1"
    where = f"id = (SELECT MIN(id) FROM {table} WHERE {where})"
    return f"UPDATE {table} SET {column} = {value} WHERE {where}"


@pytest.mark.parametrize(("kind", "column"), COLUMNS, ids=lambda one: getattr(one, "__name__", one))
def test_no_column_of_any_row_is_changed(log, kind, column):
    refused(updating(kind, column))


@pytest.mark.parametrize(("kind", "column"), COLUMNS, ids=lambda one: getattr(one, "__name__", one))
def test_without_guards_every_one_of_these_changes_would_pass(log, kind, column):
    passes_without_guards(updating(kind, column))


@pytest.mark.parametrize("kind", [Tile, Cosignature, Erasure, Checkpoint, Entry, Log])
def test_no_row_is_deleted(log, kind):
    where = "WHERE position = 1" if kind is Entry else ""
    refused(f"DELETE FROM {kind._meta.db_table} {where}")


@pytest.mark.parametrize("kind", [Tile, Cosignature, Erasure])
def test_without_guards_a_row_would_go(log, kind):
    passes_without_guards(f"DELETE FROM {kind._meta.db_table}")


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_is_emptied_at_once(log, kind):
    table = kind._meta.db_table
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        refused(f"TRUNCATE {table} CASCADE")
        with transaction.atomic():
            guards.remove(connection)
            run(f"TRUNCATE {table} CASCADE")
            assert not kind.objects.exists()
            transaction.set_rollback(True)
    else:
        refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_orm_changes_nothing(log, kind):
    row = kind.objects.order_by("pk").last()
    dates = [one.attname for one in kind._meta.concrete_fields if one.get_internal_type() == "DateTimeField"]
    name = "level" if kind is Tile else dates[0]
    other = 9 if kind is Tile else getattr(row, name) - timedelta(days=1)
    with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic():
        kind.objects.filter(pk=row.pk).update(**{name: other})
    setattr(row, name, other)
    with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic():
        kind.objects.bulk_update([row], [name])
    with pytest.raises((DatabaseError, LedgerIsAppendOnlyError)), transaction.atomic():
        row.save()
    with pytest.raises((DatabaseError, LedgerIsAppendOnlyError, ProtectedError)), transaction.atomic():
        row.delete()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        kind.objects.filter(pk=row.pk).delete()


def columns_of(kind) -> str:
    return ", ".join(field.column for field in kind._meta.concrete_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_is_put_in_the_place_of_another(log, kind):
    """SQLite's REPLACE takes the old row away without asking any trigger for deleting."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no such statement; its ON CONFLICT DO UPDATE is an update
    table, columns = kind._meta.db_table, columns_of(kind)
    values = columns.replace("position", "NULL").replace(" at,", " '2020-01-01',")
    for verb in ("REPLACE", "INSERT OR REPLACE"):
        sql = f"{verb} INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = (SELECT MAX(id) FROM {table})"
        refused(sql)
        passes_without_guards(sql)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Log, "government_id"), (Log, "origin"), (Checkpoint, "log_id, size"), (Tile, "log_id, level, number"),
        (Erasure, "entry_id"), (Cosignature, "checkpoint_id, witness_id"),
    ],
)  # fmt: skip
def test_no_row_takes_the_key_of_another(log, kind, key):
    if connection.vendor != "sqlite":
        return
    table, columns = kind._meta.db_table, columns_of(kind)
    unlike = {"government_id": "77", "origin": "'lain'"}
    values = "NULL, " + columns.removeprefix("id, ")
    for column, other in unlike.items():
        values = values if column == key else values.replace(column, other)
    sql = f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {values} FROM {table} LIMIT 1"
    refused(sql)
    passes_without_guards(sql)


def test_no_waiting_entry_pushes_a_numbered_one_out(log):
    waiting = say()
    if connection.vendor == "sqlite":
        sql = f"UPDATE OR REPLACE ledger_entry SET position = 1 WHERE id = {waiting.pk}"
        refused(sql)
        passes_without_guards(sql)
    with pytest.raises(DatabaseError):
        run(f"UPDATE ledger_entry SET position = 1 WHERE id = {waiting.pk}")
    assert Entry.objects.filter(position=1).count() == 1


def test_an_upsert_is_an_update(log):
    columns = columns_of(Checkpoint)
    refused(
        f"INSERT INTO ledger_checkpoint ({columns}) SELECT {columns} FROM ledger_checkpoint WHERE true "
        "ON CONFLICT (id) DO UPDATE SET note = 'lain'"
    )


def test_an_entry_is_numbered_once_and_keeps_everything_else(log):
    entry = say()
    refused(f"UPDATE ledger_entry SET position = 2, summary = 'lain' WHERE id = {entry.pk}")
    refused(f"UPDATE ledger_entry SET position = 2, details = '{{\"a\":1.0}}' WHERE id = {entry.pk}")
    assert run(f"UPDATE ledger_entry SET position = 2 WHERE id = {entry.pk}") == 1
    for value in ("3", "NULL"):
        refused(f"UPDATE ledger_entry SET position = {value} WHERE id = {entry.pk}")


def test_one_and_one_point_nought_are_two_things(log):
    """PostgreSQL compares JSON by value; the commitment is over the text."""
    entry = say(jumlah=1)
    refused(f"UPDATE ledger_entry SET position = 2, details = '{{\"jumlah\": 1.0}}' WHERE id = {entry.pk}")


def test_nobody_is_born_with_a_number(log):
    entry = Entry(event="x", actor_name="x", subject_kind="x", subject_id="x", salt=bytes(32), commitment=bytes(32))
    entry.position = 2
    for insert in (entry.save, lambda: Entry.objects.bulk_create([entry])):
        with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic():
            insert()


ERASING = (
    "salt = NULL, summary = '(dihapus atas permintaan subjek data)', details = '{}', actor_id = NULL, actor_name = '', "
    "subject_id = '', unit_id = NULL"
)


def test_nothing_is_erased_without_a_row_that_says_so(log):
    entry = Entry.objects.get(position=1)
    refused(f"UPDATE ledger_entry SET {ERASING} WHERE id = {entry.pk}")
    Erasure.objects.create(entry=entry, reason="permintaan")
    assert run(f"UPDATE ledger_entry SET {ERASING} WHERE id = {entry.pk}") == 1


@pytest.mark.parametrize(
    "more",
    [
        "position = 5", "position = NULL", "event = 'lain'", "at = '2020-01-01 00:00:00+00'", "log = 9",
        "visibility = 'sealed'", "subject_kind = 'x'", "id = 999",
    ],
)  # fmt: skip
def test_erasing_takes_nothing_else_along(log, more):
    entry = Entry.objects.get(position=1)
    Erasure.objects.create(entry=entry, reason="permintaan")
    refused(f"UPDATE ledger_entry SET {ERASING}, {more} WHERE id = {entry.pk}")


@pytest.mark.parametrize("column", ["commitment", "salt"])
def test_erasing_never_changes_the_commitment_nor_leaves_another_salt(log, column):
    entry = Entry.objects.get(position=1)
    Erasure.objects.create(entry=entry, reason="permintaan")
    value, rest = other_value(Entry, column), ERASING.removeprefix("salt = NULL, " if column == "salt" else "")
    refused(f"UPDATE ledger_entry SET {rest}, {column} = {value} WHERE id = {entry.pk}")


@pytest.mark.parametrize("text", ["details = '{\"skor\": 90}'", "actor_name = 'Siti'", "unit_id = 3", "actor_id = 4"])
def test_an_erased_entry_is_given_no_new_content(log, text):
    """Without its salt nobody could show that this was never said."""
    refused(f"UPDATE ledger_entry SET {text} WHERE position = 0")
    Erasure.objects.create(entry=Entry.objects.get(position=1), reason="permintaan")
    column = text.partition(" =")[0]
    rest = ", ".join(part for part in ERASING.split(", ") if not part.startswith(column))
    refused(f"UPDATE ledger_entry SET {rest}, {text} WHERE position = 1")


def test_setup_says_when_triggers_are_missing_and_brings_them_back(log):
    assert guards.missing(connection) == []
    guards.remove(connection)
    missing = guards.missing(connection)
    assert {f"{kind._meta.db_table}_{event}" for kind in KINDS for event in ("update", "delete")} <= set(missing)
    post_migrate.send(
        sender=apps.get_app_config("ledger"), app_config=apps.get_app_config("ledger"), verbosity=0,
        interactive=False, using="default", plan=[], apps=apps,
    )  # fmt: skip
    assert guards.missing(connection) == []
    refused("UPDATE ledger_entry SET summary = 'lain'")


def test_a_trigger_of_the_same_name_that_does_nothing_is_replaced(log):
    if connection.vendor == "sqlite":
        run("DROP TRIGGER ledger_entry_update")
        run("CREATE TRIGGER ledger_entry_update BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END")
    else:
        run(
            "CREATE OR REPLACE FUNCTION ledger_check_update() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    assert run("UPDATE ledger_entry SET summary = 'lain' WHERE position = 1") == 1
    guards.install(connection)
    refused("UPDATE ledger_entry SET summary = 'lain lagi' WHERE position = 1")


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_a_table_gets_its_triggers_back(log):
    """SQLite drops a table's triggers when it alters a column; the receiver of post_migrate sets them again."""
    old = Entry._meta.get_field("summary")
    new = old.clone()
    new.max_length = 501
    new.set_attributes_from_name("summary")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)
    if connection.vendor == "sqlite":
        assert "ledger_entry_update" in guards.missing(connection)  # else this test shows nothing
    guards.install_after_migrate(apps.get_app_config("ledger"), using="default")
    assert guards.missing(connection) == []
    refused("UPDATE ledger_entry SET summary = 'lain' WHERE position = 1")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, new, old)


def test_the_sequencer_still_works_under_guards(log):
    say()
    assert sequence(1).size == 3
