"""The city of the benches: as many units as asked, each with figures that agree with its answers."""

import pytest

from bench.city import PASSWORD, PATTERNS, make_city
from zona.accounts.enums import Role
from zona.assessments.actions.store_result import store_result
from zona.assessments.models import Answer, StoredResult
from zona.evidence.models import EvidenceFile
from zona.files.models import StoredFile
from zona.organizations.models import WorkUnit


@pytest.mark.django_db
def test_every_unit_has_a_worksheet_with_its_result() -> None:
    city = make_city(PATTERNS + 6)
    assert WorkUnit.objects.count() == PATTERNS + 6
    last = city.assessments[-1]
    copied = StoredResult.objects.get(assessment=last)
    assert Answer.objects.filter(assessment=last).count() == copied.questions == copied.answered
    assert EvidenceFile.objects.filter(unit=last.unit).exists()
    assert StoredFile.objects.count() == 1
    total, proven = copied.total, copied.proven
    fresh = store_result(last)
    assert (fresh.total, fresh.proven) == (total, proven)


@pytest.mark.django_db
def test_there_is_an_account_for_each_role() -> None:
    city = make_city(1)
    assert set(city.users) == set(Role)
    assert all(user.check_password(PASSWORD) for user in city.users.values())
