"""The desk people work at: worksheets made to order in the city of `tests.cast`, and their addresses."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict

from tests.cast import Cast
from tests.worksheets import PERWAL, worksheet_with
from zona.accounts.models import User
from zona.assessments.actions.store_result import store_result
from zona.assessments.models import Answer, Assessment
from zona.base import clock
from zona.evidence.actions.attach_file import attach_file
from zona.evidence.models import EvidenceFile
from zona.files.storage import receive
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.models import LoadedInstrument
from zona.instruments.shipped import FOLDER
from zona.organizations.models import Period, WorkUnit
from zona.scoring.answers import Answer as Given

_KNOWN: dict[str, Any] = {}


@lru_cache(maxsize=1)
def _trap() -> dict[str, Given]:
    return worksheet_with(enabler=41, spak="13.5", tlhp="3.5", service=20)


@dataclass
class Desk:
    """The city, the server's address, and a folder for files."""

    cast: Cast
    server: str
    folder: Path

    @cached_property
    def instrument(self) -> LoadedInstrument:
        """The form of the perwal; read from its file by the first test, and stored again by the others."""
        if not _KNOWN:
            _KNOWN.update(model_to_dict(load_instrument(FOLDER / f"{PERWAL}.yaml", by=None)[0]))
            return LoadedInstrument.objects.get()
        return LoadedInstrument.objects.create(**{name: _KNOWN[name] for name in _KNOWN if name != "id"})

    def sheet(
        self,
        unit: WorkUnit | None = None,
        answers: dict[str, Given] | None = None,
        *,
        period: Period | None = None,
        by: User | None = None,
        carried: bool = False,
    ) -> Assessment:
        """A worksheet that is being filled, of Puskesmas Melati unless another unit is named."""
        unit, period = unit or self.cast.melati, period or self.cast.period
        sheet = Assessment.objects.create(unit=unit, period=period, instrument=self.instrument, opened_by=by)
        rows = []
        for code, given in (answers or {}).items():
            row = Answer(assessment=sheet, question_code=code, answered_by=by or self.cast.siti, carried=carried)
            row.source = "Laporan 700/12, 3 Maret" if code.startswith("hasil") else ""
            row.take(given)
            rows.append(row)
        Answer.objects.bulk_create(rows)
        store_result(sheet)
        return sheet

    def trap(self, unit: WorkUnit | None = None, **more: Any) -> Assessment:
        """78,00 in all, and only the condition on a government free of corruption fails: 13,50 + 3,50 < 18."""
        return self.sheet(unit, _trap(), **more)

    def proof(self, sheet: Assessment, code: str, part: str, content: bytes, name: str) -> EvidenceFile:
        """A file that proves a part of an item."""
        return attach_file(
            by=self.cast.siti,
            unit=sheet.unit,
            period=sheet.period,
            question_code=code,
            part_code=part,
            received=receive(SimpleUploadedFile(name, content)),
        )

    def close_filling(self) -> None:
        """The filling window closed yesterday."""
        period = self.cast.period
        period.filling_opens, period.filling_closes = (clock.today() - timedelta(days=days) for days in (30, 1))
        period.save()

    def file(self, name: str, content: bytes) -> Path:
        """A file on the person's own machine."""
        path = self.folder / "unggahan" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path


def item(sheet: Assessment, code: str, query: str = "") -> str:
    """The address of one item."""
    return f"/lembar-kerja/{sheet.pk}/butir/{code}/{query}"


def page_of(sheet: Assessment, rest: str = "") -> str:
    """An address below a worksheet."""
    return f"/lembar-kerja/{sheet.pk}/{rest}"
