"""Everything a form or a file says about one thing, as the deeds take it: creating and changing speak alike."""

from dataclasses import dataclass

from zona.organizations.enums import UnitCategory
from zona.organizations.models import Employee, Period, WorkUnit
from zona.organizations.rules.windows import Window


@dataclass(frozen=True, kw_only=True)
class GovernmentFacts:
    """What is entered about a government."""

    name: str
    short_name: str
    address: str = ""
    letterhead: str = ""
    province: str = ""
    head_office: str = ""
    phone: str = ""
    email: str = ""
    checkpoint_recipients: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What is entered about a unit."""

    code: str
    name: str
    category: UnitCategory
    short_name: str = ""
    address: str = ""
    parent: WorkUnit | None = None

    @classmethod
    def of(cls, unit: WorkUnit) -> "UnitFacts":
        """The facts as they stand, to be changed with `dataclasses.replace`."""
        return cls(
            code=unit.code,
            name=unit.name,
            category=UnitCategory(unit.category),
            short_name=unit.short_name,
            address=unit.address,
            parent=unit.parent,
        )


@dataclass(frozen=True, kw_only=True)
class EmployeeFacts:
    """What is entered about an employee."""

    unit: WorkUnit
    name: str
    employee_number: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, employee: Employee) -> "EmployeeFacts":
        """The facts as they stand."""
        return cls(
            unit=employee.unit,
            name=employee.name,
            employee_number=employee.employee_number,
            position=employee.position,
            email=employee.email,
            phone=employee.phone,
        )


@dataclass(frozen=True, kw_only=True)
class PeriodFacts:
    """What is entered about a period; of the windows only the dates count."""

    year: int
    name: str
    filling: Window
    verification: Window | None = None
    revision: Window | None = None
    contact: str = ""

    @classmethod
    def of(cls, period: Period) -> "PeriodFacts":
        """The facts as they stand."""
        return cls(
            year=period.year,
            name=period.name,
            filling=period.filling,
            verification=period.verification,
            revision=period.revision,
            contact=period.contact,
        )
