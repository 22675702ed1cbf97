from collections.abc import Iterator

import pytest

from tests.documents.signing.fake_bsre import FakeBsre
from tests.documents.signing.papers import paper
from tests.documents.signing.people import House


@pytest.fixture(scope="session")
def house() -> House:
    return House()


@pytest.fixture(scope="session")
def signed(house: House) -> bytes:
    """The mayor's signature with a time stamp (B-T)."""
    return house.signed(paper())


@pytest.fixture(scope="session")
def plainly_signed(house: House) -> bytes:
    """The mayor's signature without a time stamp (B-B)."""
    return house.signed(paper(), stamped=False)


@pytest.fixture
def bsre(house: House) -> Iterator[FakeBsre]:
    with FakeBsre(house) as service:
        yield service
