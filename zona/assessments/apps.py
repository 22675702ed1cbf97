from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What is answered: one unit, one period, one instrument edition, a value for each party."""

    name = "zona.assessments"
    label = "assessments"
