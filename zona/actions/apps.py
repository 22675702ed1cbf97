from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Deeds that cross several domains, and the jobs they leave behind."""

    name = "zona.actions"
    label = "actions"
