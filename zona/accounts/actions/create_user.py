"""Give a person an account."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from zona.accounts.models import User
from zona.accounts.permissions import Permission
from zona.accounts.policy import require
from zona.ledger.record import record
from zona.organizations.models import Employee, Government


@transaction.atomic
def create_user(
    *,
    by: User | None,
    government: Government,
    username: str,
    name: str,
    email: str = "",
    employee: Employee | None = None,
    password: str | None = None,
) -> User:
    """Make the account; without a password nobody can sign in until the person sets one by e-mail.

    Needs `manage_people`. `by` is None when the system sets itself up. Accounts of a demo government are demo accounts.
    Raises NotPermitted, and ValidationError for a name, e-mail or employee that has an account, an employee who left,
    and a password that is too weak.
    """
    require(by, Permission.MANAGE_PEOPLE, government_id=government.pk)
    if employee is not None:
        _check_employee(employee, government)
    if password is not None:
        validate_password(password, User(username=username, name=name, email=email))
    user = User.objects.create_user(
        username,
        password,
        government=government,
        name=name.strip(),
        email=email,
        employee=employee,
        is_demo=government.is_demo,
    )
    record(
        "user.created",
        by=by,
        subject=user,
        unit_id=employee.unit_id if employee else None,
        summary=f"Akun nomor {user.pk} dibuat",
        employee=employee.pk if employee else None,
    )
    return user


def _check_employee(employee: Employee, government: Government) -> None:
    if employee.government_id != government.pk:
        raise ValidationError({"employee": "Pegawai ini dari pemerintah daerah lain."})
    if employee.left_on is not None:
        raise ValidationError({"employee": f"{employee.name} tercatat sudah keluar."})
