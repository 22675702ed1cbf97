"""What tests do with an answer beside reading it."""

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase


def close(response: HttpResponseBase) -> None:
    """Close an answer the way the test client does: a server would give the database connection back with it, and the
    transaction of the test lives on that connection (only SQLite in memory survives that)."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
