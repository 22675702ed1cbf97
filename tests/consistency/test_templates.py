"""Every template is used, and every template that is used exists."""

import ast
import re
from functools import cache
from pathlib import Path

import allauth
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.consistency.repo import ROOT, python_files

FOLDER = ROOT / "zona" / "templates"
LIBRARY = Path(allauth.__file__).parent / "templates"
OURS = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
#: text that only looks like the name of a template
NOT_TEMPLATES = {"robots.txt"}


@cache
def used_in_python() -> frozenset[str]:
    """Names of templates in the code; a text made of parts (f-strings) is never a name, which keeps this honest."""
    return (
        frozenset(
            node.value
            for path in python_files("zona")
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[\w/-]+\.(html|txt)", node.value)
        )
        - NOT_TEMPLATES
    )


@cache
def used_in_templates() -> frozenset[str]:
    """Names after `extends` and `include`."""
    return frozenset(
        found
        for template in OURS
        for found in re.findall(r"\{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", (FOLDER / template).read_text())
    )


def replaces_the_library(template: str) -> bool:
    """allauth finds its pages by name; ours of the same name stand before them."""
    return (LIBRARY / template).exists()


def test_every_template_is_used() -> None:
    used = used_in_python() | used_in_templates()
    assert {one for one in OURS if one not in used and not replaces_the_library(one)} == set()


def test_every_template_that_is_used_exists() -> None:
    missing = set()
    for template in used_in_python() | used_in_templates():
        try:
            get_template(template)
        except TemplateDoesNotExist:
            missing.add(template)
    assert missing == set()


def test_templates_name_what_they_include() -> None:
    """A name in a variable could not be checked."""
    hidden = {
        template: found
        for template in sorted(OURS)
        if (found := re.findall(r"\{%\s*(?:extends|include)\s+[^\"'\s][^%]*", (FOLDER / template).read_text()))
    }
    assert hidden == {}


def test_no_template_switches_escaping_off() -> None:
    """ASVS 1.2.1: what a person wrote is never taken for HTML."""
    unsafe = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    assert [one for one in sorted(OURS) if one.endswith(".html") and unsafe.search((FOLDER / one).read_text())] == []
