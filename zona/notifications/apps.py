from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """A text, a recipient, an address; knows no domain model."""

    name = "zona.notifications"
    label = "notifications"
