from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who signs in, in which role, for which unit, from when until when."""

    name = "zona.accounts"
    label = "accounts"
    verbose_name = "akun"
