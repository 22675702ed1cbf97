"""What every test of the ledger may ask for."""

from tests.ledger.files import file_database  # noqa: F401 - a fixture
