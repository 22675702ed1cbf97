from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official papers: drawn from data, numbered, signed, verified. Knows no domain model."""

    name = "zona.documents"
    label = "documents"
