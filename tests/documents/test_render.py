"""Templates and their contexts: what is missing is named, what only warns fails."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.documents.recaps import recap
from zona.documents import render as module
from zona.documents.declared import PAPERS
from zona.documents.render import FONTS, TEMPLATES, DocumentError, MissingFieldError, render
from zona.documents.worksheet_recap import context_of

DAY = date(2026, 11, 23)


def made(context: dict[str, Any]) -> bytes:
    return render("worksheet_recap", context, title="Rekapitulasi", date=DAY)


def drop_name(context: dict[str, Any]) -> None:
    del context["components"][0]["areas"][2]["name"]


def drop_signer(context: dict[str, Any]) -> None:
    context["signer"] = None


def misspell(context: dict[str, Any]) -> None:
    context["signer"]["nip"] = "1"


def flatten(context: dict[str, Any]) -> None:
    context["predicates"] = "WBK"


def nest(context: dict[str, Any]) -> None:
    context["place"] = {"city": "Tangerang"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop_name, "isian 'components[0].areas[2].name' tidak ada"),
        (drop_signer, "isian 'signer' tidak ada"),
        (misspell, "isian 'signer.nip' tidak dikenal"),
        (flatten, "isian 'predicates' harus daftar"),
        (nest, "isian 'place' harus nilai tunggal"),
    ],
)
def test_a_context_that_does_not_fit_is_named(change: Callable[[dict[str, Any]], None], said: str) -> None:
    context = context_of(recap({}))
    change(context)
    with pytest.raises(MissingFieldError) as caught:
        made(context)
    assert said in str(caught.value)


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(DocumentError, match="tidak dikenal"):
        render("surat", {}, title="", date=DAY)


def with_template(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Render a template of this test's own."""
    (folder / "trial.typ").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "TEMPLATES", folder)
    monkeypatch.setattr(module, "PAPERS", {"trial": {}})
    return render("trial", {}, title="Uji", date=DAY)


def test_a_missing_font_fails_instead_of_coming_out_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = '#set document(title: sys.inputs.title)\n#set text(lang: "id", font: "Arial Unicode Nowhere")\nIsi'
    with pytest.raises(DocumentError, match="font"):
        with_template(head, tmp_path, monkeypatch)


def test_a_broken_template_fails_with_its_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="unknown variable"):
        with_template("#nothing-here", tmp_path, monkeypatch)


def test_a_template_cannot_read_outside_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError):
        with_template('#read("/etc/passwd")', tmp_path, monkeypatch)


def test_every_template_is_declared_and_every_font_has_its_licence() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} - {"paper"} == set(PAPERS)
    assert (FONTS / "LICENSE-Liberation.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") == 1
    assert all(font.name.startswith("Liberation") for font in FONTS.glob("*.ttf"))
