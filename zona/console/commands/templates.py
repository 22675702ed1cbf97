"""`zi templates`: compile every template, so that a typing mistake is found before a person finds it."""

import argparse
from pathlib import Path

from zona.console import start_django

HELP = "memeriksa bahwa setiap templat dapat dibaca"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when a template is broken."""
    start_django()
    from django.template import TemplateSyntaxError
    from django.template.loader import get_template

    folder = Path(__file__).resolve().parent.parent.parent / "templates"
    broken = 0
    for path in sorted(folder.rglob("*.*")):
        if path.suffix not in (".html", ".txt"):
            continue
        name = str(path.relative_to(folder))
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            broken += 1
            print(f"{name}: {error}")
    print("Semua templat dapat dibaca." if not broken else f"{broken} templat rusak.")
    return 1 if broken else 0
