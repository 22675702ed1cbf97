"""A store of its own for every test, and the people and units that evidence hangs on."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.evidence import specimens as make
from zona.accounts.models import User
from zona.evidence.actions.attach_file import attach_file
from zona.evidence.models import EvidenceFile
from zona.files.storage import receive
from zona.organizations.enums import UnitCategory
from zona.organizations.models import Government, Period, WorkUnit


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STATE = tmp_path
    return tmp_path / "files"


@pytest.fixture
def city(db) -> Government:
    return Government.objects.create(name="Pemerintah Kota Uji", short_name="Kota Uji")


@pytest.fixture
def budi(city) -> User:
    return User.objects.create_user("budi", government=city, name="Budi Santoso")


@pytest.fixture
def unit(city) -> WorkUnit:
    return WorkUnit.objects.create(
        government=city, code="dishub", name="Dinas Perhubungan", category=UnitCategory.values[0]
    )


@pytest.fixture
def other_unit(city) -> WorkUnit:
    return WorkUnit.objects.create(government=city, code="dinsos", name="Dinas Sosial", category=UnitCategory.values[0])


@pytest.fixture
def period(city) -> Period:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    return Period.objects.create(
        government=city, year=2026, name="Tahun 2026", filling_opens=first, filling_closes=last
    )


def upload(content: bytes | None = None, name: str = "SK Tim.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make.pdf() if content is None else content, content_type="text/html")


@pytest.fixture
def attach(budi, unit, period):
    def _attach(content: bytes | None = None, name: str = "SK Tim.pdf", **changes) -> EvidenceFile:
        facts = {"by": budi, "unit": unit, "period": period, "question_code": "1-a-1", "part_code": "sk"} | changes
        return attach_file(received=receive(upload(content, name)), **facts)

    return _attach


def lying(store: Path) -> list[str]:
    """Every file in the store, below its root."""
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file())
