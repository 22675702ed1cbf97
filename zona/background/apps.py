from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    """Work that a deed leaves behind and a worker does: e-mails, sealing papers. It knows no domain model."""

    name = "zona.background"
    label = "background"

    def ready(self) -> None:
        """Read the module `jobs` of every app, where its jobs are registered."""
        autodiscover_modules("jobs")
