from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The record of who did what to which object; nothing in it is ever changed."""

    name = "zona.ledger"
    label = "ledger"
