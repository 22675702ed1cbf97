from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    """The record of who did what to which object; nothing in it is ever changed."""

    name = "zona.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Triggers are set after each migration."""
        from zona.ledger.guards import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="zona.ledger.guards")
