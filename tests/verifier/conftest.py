"""Keys in a temporary folder, as for every test of the ledger."""

from tests.ledger.conftest import _own_keys  # noqa: F401 - a fixture
