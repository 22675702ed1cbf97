"""An attempt through the product to change what is recorded is refused and logged."""

import pytest

from zona.ledger.models import Entry, LedgerIsAppendOnlyError
from zona.ledger.record import record


@pytest.fixture
def entry(cast):
    return record("unit.changed", by=cast.admin, subject=cast.melati, summary="Unit diubah")


def test_saving_again_is_refused_and_logged(entry, caplog):
    entry.summary = "lain"
    with pytest.raises(LedgerIsAppendOnlyError):
        entry.save()
    assert f"Percobaan mengubah ledger.entry nomor {entry.pk} ditolak" in caplog.text
    assert Entry.objects.get(pk=entry.pk).summary == "Unit diubah"


def test_deleting_is_refused_and_logged(entry, caplog):
    with pytest.raises(LedgerIsAppendOnlyError):
        entry.delete()
    assert f"Percobaan menghapus ledger.entry nomor {entry.pk} ditolak" in caplog.text
    assert Entry.objects.filter(pk=entry.pk).exists()
