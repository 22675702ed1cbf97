from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What every app stands on, without any business of its own."""

    name = "zona.base"
    label = "base"

    def ready(self) -> None:
        """Register the start-up checks."""
        from zona.base import checks  # noqa: F401
