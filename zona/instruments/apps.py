from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """What is asked: the worksheets the regulations lay down, as versioned data."""

    name = "zona.instruments"
    label = "instruments"
