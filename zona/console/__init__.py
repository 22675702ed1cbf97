"""The command line for city staff and technicians."""


class CommandError(Exception):
    """What the person asked cannot be done; the text is one plain sentence saying why."""


def start_django() -> None:
    """Make models usable; commands that only calculate never call it."""
    import django

    django.setup()
