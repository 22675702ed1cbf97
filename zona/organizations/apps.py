from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The government, its units, its employees and the periods of the programme."""

    name = "zona.organizations"
    label = "organizations"
    verbose_name = "organisasi"
