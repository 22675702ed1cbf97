"""Every address of the administrator: who may, who may not, that looking writes nothing, that views stay short."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.background.made import dead_job
from tests.cast import Cast, other_city
from tests.web.administrator.pages import SIGN_IN
from zona.accounts.enums import Role
from zona.instruments.actions.load_instrument import load_instrument
from zona.instruments.shipped import FOLDER
from zona.web.administrator import urls
from zona.web.administrator.deeds import _MODELS, FIELD_OF_CONSTRAINT

WRITING = {"units_take", "employees_take"}
ARGUMENTS = {
    "unit": "melati",
    "unit_change": "melati",
    "unit_close": "melati",
    "employee": "joko_employee",
    "employee_change": "joko_employee",
    "employee_leave": "joko_employee",
    "employee_return": "joko_employee",
    "employee_user_new": "joko_employee",
    "user": "joko",
    "user_deactivate": "joko",
    "role_grant": "joko",
    "role_revoke": "joko",
    "period_change": "period",
}
NAMES = [str(pattern.name) for pattern in urls.urlpatterns]


def address(name: str, cast: Cast) -> str:
    if name == "instrument":
        loaded, _ = load_instrument(FOLDER / "perwal-tangerang-72-2018.yaml", by=None)
        return reverse(name, args=[loaded.pk])
    if name in ("job", "job_retry", "job_dismiss"):
        return reverse(name, args=[dead_job(cast.city, key="1").pk])
    key = ARGUMENTS.get(name)
    if key is None:
        return reverse(name)
    one = getattr(cast, key)
    more = [one.grants.get().pk] if name == "role_revoke" else []
    return reverse(name, args=[one.pk, *more])


@pytest.mark.parametrize("name", NAMES)
def test_strangers_are_asked_to_sign_in(cast: Cast, client: Client, name: str) -> None:
    answer = client.get(address(name, cast))
    assert answer.status_code == 302
    assert answer["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.MAYOR, Role.INSPECTOR])
def test_other_roles_may_not(cast: Cast, client: Client, name: str, role: Role) -> None:
    client.force_login(cast.by_role[role])
    method = client.post if name in WRITING else client.get
    assert method(address(name, cast)).status_code == 403


@pytest.mark.parametrize("name", sorted(set(NAMES) - WRITING))
def test_the_administrator_sees_it_and_looking_writes_nothing(cast: Cast, admin: Client, name: str) -> None:
    url = address(name, cast)
    with CaptureQueriesContext(connection) as seen:
        assert admin.get(url).status_code == 200
    # PostgreSQL reads long choices through a cursor
    reading = re.compile(r'SELECT|DECLARE "\w+" NO SCROLL CURSOR FOR SELECT')
    assert [query["sql"] for query in seen if not reading.match(query["sql"])] == []


@pytest.mark.parametrize("name", sorted(WRITING))
def test_applying_cannot_be_looked_at(admin: Client, name: str) -> None:
    assert admin.get(reverse(name)).status_code == 405


def test_what_belongs_to_another_government_does_not_exist(cast: Cast, admin: Client) -> None:
    _, unit, other = other_city()
    grant = other.grants.get()
    job = dead_job(unit.government, key="1")
    for url in (
        reverse("job", args=[job.pk]),
        reverse("job_retry", args=[job.pk]),
        reverse("job_dismiss", args=[job.pk]),
        reverse("unit", args=[unit.pk]),
        reverse("unit_close", args=[unit.pk]),
        reverse("user", args=[other.pk]),
        reverse("role_grant", args=[other.pk]),
        reverse("role_revoke", args=[other.pk, grant.pk]),
        reverse("role_revoke", args=[cast.joko.pk, grant.pk]),
    ):
        assert admin.get(url).status_code == 404


def test_views_stay_short() -> None:
    folder = Path(urls.__file__).parent
    long = []
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.args.args[:1] and node.args.args[0].arg == "request":
                lines = (node.end_lineno or 0) - node.lineno + 1
                long += [f"{path.name}:{node.name} {lines}"] if lines > 25 else []
    assert long == []


def test_every_constraint_that_names_a_field_exists() -> None:
    names = {constraint.name for model in _MODELS for constraint in model._meta.constraints}
    assert set(FIELD_OF_CONSTRAINT) <= names
