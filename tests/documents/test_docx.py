"""The papers an office may edit, as DOCX: the same words, opened by LibreOffice, whatever people wrote."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.documents.papers import HOSTILE, WITH_DOCX, frame, reworded, sample, text_of
from zona.documents import docx as module
from zona.documents.docx import TEMPLATES, letter, render_docx
from zona.documents.errors import DocumentError, MissingFieldError
from zona.documents.filling import fill
from zona.documents.kinds import paper_kind
from zona.documents.make_docx import built, write

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="LibreOffice or poppler is missing"
)
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(docx: bytes) -> str:
    """The body's text, read as XML: a file that is not well formed fails here."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = ["".join(one.text or "" for one in line.iter(f"{WORDS}t")) for line in body.iter(f"{WORDS}p")]
    return " ".join(" ".join(lines).split())


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every sample, opened and printed by LibreOffice in one run with a profile of its own."""
    folder = tmp_path_factory.mktemp("docx")
    for code in WITH_DOCX:
        (folder / f"{code}.docx").write_bytes(render_docx(code, sample(code), frame(code)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{code}.docx") for code in WITH_DOCX]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {code: text_of(folder / f"{code}.pdf", folder, "-layout") for code in WITH_DOCX}


@needs_office
@pytest.mark.parametrize("code", WITH_DOCX)
def test_libreoffice_opens_it(code: str, opened: dict[str, str]) -> None:
    letters = re.sub(r"\W", "", opened[code]).lower()
    filled = fill(code, sample(code), frame(code))
    assert re.sub(r"\W", "", frame(code).number).lower() in letters
    for signer in frame(code).signers:
        assert signer.name in opened[code]
    title = str(filled.data.get("about") or filled.data.get("subject") or filled.data["unit_name"])
    assert re.sub(r"\W", "", title)[:60].lower() in letters
    assert "Halaman 1 dari" in opened[code]


@needs_office
def test_a_decree_keeps_its_order_in_libreoffice(opened: dict[str, str]) -> None:
    at = 0
    for phrase in (
        "PROVINSI BANTEN",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN:",
        "Menetapkan",
        "KESATU",
        "KEENAM",
        "LAMPIRAN",
    ):
        assert opened["decree_assessment_team"].find(phrase, at) >= 0, phrase
        at = opened["decree_assessment_team"].find(phrase, at)


@pytest.mark.parametrize("code", WITH_DOCX)
def test_every_declared_text_is_in_it(code: str) -> None:
    words: list[str] = []

    def word(_: str) -> str:
        words.append(f"Kata{len(words)}x")
        return words[-1]

    text = words_of(render_docx(code, reworded(code, word), frame(code))).lower()
    assert [one for one in words if one.lower() not in text] == []


@pytest.mark.parametrize("code", WITH_DOCX)
def test_what_people_wrote_stays_text(code: str) -> None:
    text = words_of(render_docx(code, reworded(code, lambda _: HOSTILE), frame(code)))
    assert HOSTILE in text
    assert set(re.findall(r"\{[{%].*?[}%]\}", text.replace(HOSTILE, "").replace(HOSTILE.upper(), ""))) == set()


def test_lines_and_unprintable_signs() -> None:
    context = {**sample("minutes"), "venue": "Ruang 1\nLantai\x002\ud800\ufffe"}
    assert "Ruang 1Lantai2" in words_of(render_docx("minutes", context, frame("minutes")))


def test_a_missing_field_is_named() -> None:
    context = sample("decree_designation")
    del context["units"][1]["total"]
    with pytest.raises(MissingFieldError, match=r"isian 'units\[1\].total' tidak ada"):
        render_docx("decree_designation", context, frame("decree_designation"))


def test_a_template_that_asks_for_more_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = built()["minutes"]
    paper.line("{{ data.colour }}")
    paper.document.save(str(tmp_path / "minutes.docx"))
    monkeypatch.setattr(module, "TEMPLATES", tmp_path)
    with pytest.raises(DocumentError, match="colour"):
        render_docx("minutes", sample("minutes"), frame("minutes"))


def test_a_kind_without_docx_says_so() -> None:
    with pytest.raises(DocumentError, match="hanya dibuat sebagai PDF"):
        render_docx("charter", sample("charter"), frame("charter"))


def test_the_same_paper_has_the_same_bytes() -> None:
    one, two = (render_docx("minutes", sample("minutes"), frame("minutes")) for _ in range(2))
    assert one == two


def test_the_committed_templates_are_those_of_the_script(tmp_path: Path) -> None:
    """Their words and tags, not their packing, which changes with the library."""
    write(tmp_path)
    assert {path.name for path in TEMPLATES.iterdir()} == {path.name for path in tmp_path.iterdir()}
    assert {path.stem for path in TEMPLATES.iterdir()} == set(WITH_DOCX)
    for path in tmp_path.iterdir():
        with zipfile.ZipFile(path) as made, zipfile.ZipFile(TEMPLATES / path.name) as committed:
            for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
                assert made.read(part) == committed.read(part), path.name


def test_points_are_counted_by_letters() -> None:
    assert [letter(at) for at in (1, 2, 26, 27, 52, 53, 703)] == ["a", "b", "z", "aa", "az", "ba", "aaa"]


def test_a_long_title_fits_the_properties() -> None:
    context = {**sample("minutes"), "subject": "Pembahasan " * 60}
    assert len(fill("minutes", context, frame("minutes")).title) > 255
    assert paper_kind("minutes").docx
    assert render_docx("minutes", context, frame("minutes"))[:2] == b"PK"
