"""A file goes into a slot."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.evidence import specimens as make
from tests.evidence.conftest import lying
from zona.evidence.actions.remove_file import remove_file
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.files.rules.problems import EvidenceRefusedError, FileRefusedError, Problem
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_it_hangs_on_unit_period_question_and_part(attach, budi, unit, period):
    file = attach(name="SK Tim ZI.pdf", document_date=date(2026, 1, 5), title=" SK ")
    assert (file.unit, file.period, file.question_code, file.part_code) == (unit, period, "1-a-1", "sk")
    assert (file.original_name, file.title, file.uploaded_by) == ("SK Tim ZI.pdf", "SK", budi)
    assert file.document_date == date(2026, 1, 5)


def test_the_ledger_knows(attach, budi, unit):
    file = attach()
    entry = Entry.objects.get(event="evidence.attached")
    assert (entry.actor_id, entry.unit_id, entry.subject_id) == (budi.pk, unit.pk, str(file.pk))
    assert entry.details["sha256"] == file.stored_file.sha256
    assert "1-a-1" in entry.summary


def test_a_slot_takes_several_files(attach):
    attach()
    attach(make.pdf(2), "Lampiran.pdf")
    assert EvidenceFile.objects.count() == 2


def test_the_same_bytes_only_once_in_a_slot(attach, store):
    attach(name="SK Tim.pdf")
    with pytest.raises(FileRefusedError, match=r"salinan\.pdf: berkas yang sama .* 'SK Tim\.pdf'") as refusal:
        attach(name="salinan.pdf")
    assert refusal.value.problem is Problem.SAME_BYTES
    assert EvidenceFile.objects.count() == 1
    assert Entry.objects.filter(event="evidence.attached").count() == 1
    assert len(lying(store)) == 1


def test_the_same_bytes_may_prove_other_things(attach, other_unit, store):
    attach()
    attach(part_code="notulen")
    attach(question_code="1-a-2")
    attach(unit=other_unit)
    assert EvidenceFile.objects.count() == 4
    assert StoredFile.objects.count() == 1
    assert len(lying(store)) == 1


def test_what_was_removed_may_come_again(attach, budi):
    remove_file(attach(), by=budi, reason="Salah tahun")
    attach()
    assert EvidenceFile.objects.count() == 2


def test_a_refused_file_changes_nothing(attach):
    with pytest.raises(FileRefusedError):
        attach(b"MZ")
    assert not EvidenceFile.objects.exists()
    assert not Entry.objects.exists()


def test_removal_keeps_the_row_the_bytes_and_the_reason(attach, budi, store):
    file = remove_file(attach(), by=budi, reason=" Salah tahun ")
    assert (file.is_removed, file.removed_by, file.removed_reason) == (True, budi, "Salah tahun")
    assert len(lying(store)) == 1
    entry = Entry.objects.get(event="evidence.removed")
    assert entry.details["reason"] == "Salah tahun"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_removal_needs_a_reason(attach, budi, reason):
    with pytest.raises(EvidenceRefusedError, match="alasan"):
        remove_file(attach(), by=budi, reason=reason)


def test_removing_twice_is_refused(attach, budi):
    file = attach()
    remove_file(file, by=budi, reason="Salah")
    with pytest.raises(EvidenceRefusedError, match="sudah dikeluarkan"):
        remove_file(file, by=budi, reason="Salah")


@pytest.mark.parametrize("missing", ["removed_by", "removed_at", "removed_reason"])
def test_the_database_refuses_half_a_removal(attach, budi, missing):
    file = attach()
    whole = {"removed_by": budi, "removed_at": timezone.now(), "removed_reason": "Salah"}
    whole[missing] = "" if missing == "removed_reason" else None
    with pytest.raises(IntegrityError, match="evidence_removal_whole"), transaction.atomic():
        EvidenceFile.objects.filter(pk=file.pk).update(**whole)
