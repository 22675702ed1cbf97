from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What proves it: files, their fingerprints and dates, linked to a unit, a period and a question code."""

    name = "zona.evidence"
    label = "evidence"
