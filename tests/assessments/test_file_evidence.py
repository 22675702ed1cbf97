"""Filing a proof under an item and taking it out again; the progress figures follow."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from tests.assessments import sheets
from tests.assessments.sheets import SPAK, result_of, save
from tests.evidence import specimens as make
from zona.assessments.actions import file_evidence as deed
from zona.assessments.actions.file_evidence import file_evidence, may_file, take_out_evidence
from zona.assessments.actions.return_item import return_item
from zona.assessments.actions.save_answer import NotNowError
from zona.evidence.models import EvidenceFile
from zona.evidence.queries import filled_slots
from zona.files.rules.problems import EvidenceRefusedError, FileRefusedError
from zona.files.storage import receive
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db


def paper(name: str = "SK Tim.pdf", pages: int = 1):
    return receive(SimpleUploadedFile(name, make.pdf(pages)))


def put(sheet, by, code="1-a-m", part="keputusan", **more) -> EvidenceFile:
    pages = more.pop("pages", 1)
    return file_evidence(sheet.pk, code, part, paper(pages=pages), by=by, **more)


def test_a_proof_hangs_on_unit_period_and_code(cast, sheet):
    row = put(sheet, cast.joko, document_date=date(2026, 3, 1))
    assert (row.unit, row.period, row.question_code, row.part_code) == (cast.melati, cast.period, "1-a-m", "keputusan")
    assert (row.uploaded_by, row.document_date, row.original_name) == (cast.joko, date(2026, 3, 1), "SK Tim.pdf")
    assert Entry.objects.get(event="evidence.attached").unit_id == cast.melati.pk


def test_the_count_of_proven_items_is_stored_with_the_deed(cast, sheet):
    save(sheet, "1-a-m", "A", by=cast.joko)
    assert result_of(sheet).proven == 0
    row = put(sheet, cast.joko)  # a recipe of advice only: one paper proves it
    assert result_of(sheet).proven == 1
    take_out_evidence(sheet.pk, row.pk, by=cast.joko, reason="salah berkas")
    assert result_of(sheet).proven == 0


def test_a_required_recipe_is_proven_by_its_last_part(cast, sheet):
    save(sheet, "1-b-2", "A", by=cast.joko)
    put(sheet, cast.joko, "1-b-2", "rencana-aksi")
    assert result_of(sheet).proven == 0
    put(sheet, cast.joko, "1-b-2", "laporan")
    assert result_of(sheet).proven == 1


def test_a_proof_without_an_answer_proves_nothing_until_it_is_answered(cast, sheet):
    put(sheet, cast.joko)
    assert result_of(sheet).proven == 0
    save(sheet, "1-a-m", "A", by=cast.joko)
    assert result_of(sheet).proven == 1


def test_taking_out_keeps_row_and_reason(cast, sheet):
    row = put(sheet, cast.joko)
    take_out_evidence(sheet.pk, row.pk, by=cast.siti, reason=" salah berkas ")
    row.refresh_from_db()
    assert (row.removed_by, row.removed_reason, row.is_removed) == (cast.siti, "salah berkas", True)
    assert filled_slots(cast.melati.pk, cast.period.pk) == {}
    assert Entry.objects.get(event="evidence.removed").details["reason"] == "salah berkas"


def test_taking_out_needs_a_reason_and_happens_once(cast, sheet):
    row = put(sheet, cast.joko)
    with pytest.raises(EvidenceRefusedError, match="alasan"):
        take_out_evidence(sheet.pk, row.pk, by=cast.joko, reason="  ")
    take_out_evidence(sheet.pk, row.pk, by=cast.joko, reason="x")
    with pytest.raises(EvidenceFile.DoesNotExist):
        take_out_evidence(sheet.pk, row.pk, by=cast.joko, reason="x")


def test_the_same_bytes_in_the_same_slot_are_refused(cast, sheet):
    put(sheet, cast.joko)
    with pytest.raises(FileRefusedError):
        put(sheet, cast.siti)
    put(sheet, cast.siti, part="surat-usulan")
    assert EvidenceFile.objects.count() == 2


def test_who_may_file(cast, sheet):
    for number, person in enumerate((cast.ratna, cast.siti, cast.joko), start=1):
        put(sheet, person, pages=number)
    for person in (cast.wulan, cast.surya, cast.indah, cast.maya, cast.admin, cast.lestari):
        with pytest.raises(PermissionDenied):
            may_file(sheet.pk, "1-a-m", "keputusan", by=person)
        with pytest.raises(PermissionDenied):
            put(sheet, person)
    for person in (cast.rini, cast.dewi, cast.agus, cast.nobody):
        with pytest.raises(Http404):
            may_file(sheet.pk, "1-a-m", "keputusan", by=person)


def test_the_officer_who_enters_a_result_proves_it(cast, sheet):
    put(sheet, cast.indah, SPAK, "laporan-survei")
    for person in (cast.joko, cast.ratna, cast.surya):
        with pytest.raises(PermissionDenied):
            put(sheet, person, SPAK, "metode")


def test_a_slot_the_recipe_does_not_have(cast, sheet):
    for code, part in (("1-a-m", "lain"), ("9-z", "keputusan")):
        with pytest.raises(KeyError):
            put(sheet, cast.joko, code, part)


def test_a_sent_worksheet_takes_proof_only_for_returned_items(cast, sheet):
    row = put(sheet, cast.joko)
    sheets.under_assessment(cast, sheet)
    with pytest.raises(NotNowError):
        put(sheet, cast.joko, part="surat-usulan")
    with pytest.raises(NotNowError):
        take_out_evidence(sheet.pk, row.pk, by=cast.joko, reason="x")
    return_item(sheet.pk, "1-a-m", by=cast.maya, reason="Kurang jelas.", due_on=cast.period.filling_closes)
    assert put(sheet, cast.joko, part="surat-usulan")


def test_somebody_elses_proof_is_out_of_reach(cast, sheet):
    row = put(sheet, cast.joko)
    other = sheets.opened(cast, cast.kenanga)
    with pytest.raises(EvidenceFile.DoesNotExist):
        take_out_evidence(other.pk, row.pk, by=cast.agus, reason="x")


def test_row_and_figures_stand_or_fall_together(cast, sheet, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("mati di tengah")

    before = sheets.rows()
    monkeypatch.setattr(deed, "store_result", broken)
    with pytest.raises(RuntimeError):
        put(sheet, cast.joko)
    assert sheets.rows() == before
