"""The conversation about an item."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.assessments import sheets
from zona.assessments.actions.add_note import EmptyNoteError, add_note
from zona.assessments.enums import Party
from zona.assessments.models import Note
from zona.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_with_its_writer_and_a_leaf(cast, sheet):
    note = add_note(sheet.pk, "1-a-t", " SK menyusul. ", by=cast.joko)
    assert (note.text, note.party, note.written_by) == ("SK menyusul.", "unit", cast.joko)
    assert Entry.objects.get(event="assessment.noted").details == {"code": "1-a-t", "note": note.pk}


def test_the_text_of_a_note_is_not_copied_into_the_ledger(cast, sheet):
    add_note(sheet.pk, "1-a-t", "nama dan nomor telepon", by=cast.joko)
    leaf = Entry.objects.get(event="assessment.noted")
    assert "telepon" not in leaf.summary + str(leaf.details)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_no_note(cast, sheet, text):
    with pytest.raises(EmptyNoteError):
        add_note(sheet.pk, "1-a-t", text, by=cast.joko)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(assessment=sheet, question_code="1-a-t", party=Party.UNIT, text="", written_by=cast.joko)


def test_who_may_write(cast, sheet):
    for person in (cast.ratna, cast.siti, cast.joko, cast.tono, cast.maya, cast.fajar):
        add_note(sheet.pk, "1-a-t", "x", by=person)
    for person in (cast.wulan, cast.surya, cast.indah, cast.admin, cast.lestari, cast.herman):
        with pytest.raises(PermissionDenied):
            add_note(sheet.pk, "1-a-t", "x", by=person)
    for person in (cast.dewi, cast.rini, cast.agus, cast.nadia, cast.nobody):
        with pytest.raises(Http404):
            add_note(sheet.pk, "1-a-t", "x", by=person)


def test_an_item_that_is_not_asked_has_no_conversation(cast, sheet):
    with pytest.raises(KeyError):
        add_note(sheet.pk, "9-z", "x", by=cast.joko)


def test_the_conversation_goes_on_after_sending(cast, sheet):
    sheets.sent(cast, sheet)
    add_note(sheet.pk, "1-a-t", "masih ada pertanyaan", by=cast.joko)
    assert Note.objects.count() == 1


def test_a_note_says_for_whom_its_writer_speaks(cast, sheet):
    parties = {person.username: add_note(sheet.pk, "1-a-t", "x", by=person).party for person in (cast.joko, cast.tono)}
    assert parties == {"joko": "unit", "tono": "tpi"}
