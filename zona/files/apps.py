from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as such: taken in, inspected in a limited child process, stored durably, shown safely. Knows no domain."""

    name = "zona.files"
    label = "files"
