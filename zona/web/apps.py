from django.apps import AppConfig


class WebConfig(AppConfig):
    """The screens; every other app is used from here and none uses this one."""

    name = "zona.web"
    label = "web"

    def ready(self) -> None:
        """Announce the places of the main navigation."""
        from zona.web import navigation

        navigation.register()
