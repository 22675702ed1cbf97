"""Templates and their contexts: what is missing is named, what only warns fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.papers import CODES, frame, named, places, sample
from tests.documents.recaps import recap
from zona.documents import render as module
from zona.documents.errors import DocumentError, MissingFieldError, UnknownKindError
from zona.documents.frame import Frame, Mark, Signer
from zona.documents.kinds import FieldKind, paper_kind, paper_kinds
from zona.documents.render import FONTS, TEMPLATES, render_paper
from zona.documents.worksheet_recap import context_of, frame_of


def made(context: dict[str, Any]) -> bytes:
    return render_paper("worksheet_recap", context, frame_of(recap({})))


def drop_name(context: dict[str, Any]) -> None:
    del context["components"][0]["areas"][2]["name"]


def misspell(context: dict[str, Any]) -> None:
    context["components"][0]["nama"] = "1"


def flatten(context: dict[str, Any]) -> None:
    context["predicates"] = "WBK"


def nest(context: dict[str, Any]) -> None:
    context["state"] = {"city": "Tangerang"}


def blank(context: dict[str, Any]) -> None:
    context["unit_name"] = " \u200b\n"


def blank_in_a_list(context: dict[str, Any]) -> None:
    context["parties"][0] = ""


def no_mapping(context: dict[str, Any]) -> None:
    context["components"][0] = "Pengungkit"


def untrue(context: dict[str, Any]) -> None:
    context["predicates"][0]["conditions"][0]["holds"] = 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop_name, "isian 'components[0].areas[2].name' tidak ada"),
        (misspell, "isian 'components[0].nama' tidak dikenal"),
        (flatten, "isian 'predicates' harus daftar"),
        (nest, "isian 'state' harus teks"),
        (blank, "isian 'unit_name' kosong"),
        (blank_in_a_list, "isian 'parties[0]' kosong"),
        (no_mapping, "isian 'components[0]' harus berisi isian bernama"),
        (untrue, "isian 'predicates[0].conditions[0].holds' harus ya atau tidak"),
    ],
)
def test_a_context_that_does_not_fit_is_named(change: Callable[[dict[str, Any]], None], said: str) -> None:
    context = context_of(recap({}))
    change(context)
    with pytest.raises(MissingFieldError) as caught:
        made(context)
    assert said in str(caught.value)


DECLARED = [
    (code, field, path)
    for code in CODES
    for field, path in places(paper_kind(code).fields, sample(code))
    if not field.optional
]


def at(context: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        context = context[step]
    return context


@pytest.mark.parametrize(
    ("code", "field", "path"), DECLARED, ids=lambda one: named(one) if type(one) is tuple else None
)
def test_each_missing_field_is_named(code: str, field: Any, path: tuple[Any, ...]) -> None:
    context = sample(code)
    del at(context, path)[path[-1]]
    with pytest.raises(MissingFieldError, match="tidak ada") as caught:
        render_paper(code, context, frame(code))
    assert f"'{named(path)}'" in str(caught.value)


@pytest.mark.parametrize(
    ("code", "field", "path"), DECLARED, ids=lambda one: named(one) if type(one) is tuple else None
)
def test_each_empty_field_is_named(code: str, field: Any, path: tuple[Any, ...]) -> None:
    context = sample(code)
    empty: Any = {FieldKind.TEXT: "", FieldKind.LIST: [], FieldKind.ROWS: []}.get(field.kind, "")
    at(context, path)[path[-1]] = empty
    with pytest.raises(MissingFieldError) as caught:
        render_paper(code, context, frame(code))
    assert f"'{named(path)}'" in str(caught.value)


def decree_frame(**changes: Any) -> Frame:
    return frame("decree_designation", **changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"letterhead": ()}, "isian 'letterhead' kosong"),
        ({"place": " "}, "isian 'place' kosong"),
        ({"number": ""}, "isian 'number' kosong; tanpa nomor naskah hanya dapat dicetak sebagai RANCANGAN"),
        ({"signers": ()}, r"isian 'signers' harus berisi 1 penanda tangan \(mayor\)"),
        ({"signers": (Signer("", "Wali Kota"),)}, r"isian 'signers\[0\].name' kosong"),
        ({"signers": (Signer("Laras", ""),)}, r"isian 'signers\[0\].position' kosong"),
        ({"verification_code": ""}, "harus ada keduanya"),
    ],
)
def test_a_frame_that_does_not_fit_is_named(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(MissingFieldError, match=said):
        render_paper("decree_designation", sample("decree_designation"), decree_frame(**changes))


def test_a_charter_has_its_witnesses() -> None:
    with pytest.raises(MissingFieldError, match="paling sedikit 2 saksi"):
        render_paper("charter", sample("charter"), frame("charter", witnesses=()))


def test_a_draft_needs_no_number() -> None:
    draft = decree_frame(number="", mark=Mark.DRAFT)
    assert render_paper("decree_designation", sample("decree_designation"), draft).startswith(b"%PDF")


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownKindError, match=r"'surat' tidak dikenal; yang ada: charter"):
        render_paper("surat", {}, frame("charter"))


def with_template(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Render a template of this test's own."""
    (folder / paper_kind("charter").template).write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "TEMPLATES", folder)
    return render_paper("charter", sample("charter"), frame("charter"))


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
    shared = {"paper.typ", "official.typ", "decree.typ"}
    assert {path.name for path in TEMPLATES.glob("*.typ")} - shared == {one.template for one in paper_kinds().values()}
    assert (FONTS / "LICENSE-Liberation.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") == 1
    assert all(font.name.startswith("Liberation") for font in FONTS.glob("*.ttf"))
