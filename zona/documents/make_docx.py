"""Makes the DOCX templates: `python -m zona.documents.make_docx`. Run again after a change; the files are committed.

They are built, not drawn, so that the decrees stay alike. Their words and order are those of `templates/*.typ`; only
fonts differ, since an office has its own: Bookman Old Style for legal products (Permendagri 80/2015), Arial elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from zona.documents.docx import TEMPLATES, without_times
from zona.documents.docx_builder import F4, Builder, Column

LEFT, CENTER, RIGHT, BOTH = ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT, ALIGN.JUSTIFY
AUTHORITY = "{{ frame.letterhead[0]|upper }}"
NUMBER = "{{ frame.number or '…………………………' }}"
ABOUT = "{{ data.about|upper }}"


@dataclass(frozen=True)
class Annex:
    """The list that a decree carries behind it."""

    title: str
    rows: str  # name of the field
    columns: Sequence[Column]
    remark: str = ""


_PERSON = "{{ one.name }}{% if one.number %}\nNIP {{ one.number }}{% endif %}"
_TEAM = (
    Column("No.", 11, "{{ loop.index }}.", CENTER),
    Column("Nama dan NIP", 54, _PERSON),
    Column("Jabatan", 55, "{{ one.position }}"),
)
ANNEXES: dict[str, Annex | None] = {
    "decree_assessment_team": Annex(
        "SUSUNAN KEANGGOTAAN TIM PENILAI INTERNAL {{ data.period|upper }}",
        "members",
        (*_TEAM, Column("Kedudukan dalam tim", 45, "{{ one.role }}")),
    ),
    "decree_candidates": Annex(
        "UNIT KERJA CALON {{ data.period|upper }}",
        "units",
        (
            Column("No.", 11, "{{ loop.index }}.", CENTER),
            Column("Unit kerja", 36, "{{ one.name }}"),
            Column("Menuju", 16, "{{ one.target }}", CENTER),
            Column("Pelayanan strategis", 28, "{{ one.service }}"),
            Column("Pegawai", 18, "{{ one.employees }}", RIGHT),
            Column("Anggaran", 30, "{{ one.budget }}", RIGHT),
            Column("Capaian reformasi birokrasi", 26, "{{ one.reform }}"),
        ),
    ),
    "decree_working_team": Annex(
        "SUSUNAN KEANGGOTAAN TIM KERJA {{ data.unit_name|upper }}",
        "members",
        (
            *_TEAM[:2],
            Column("Jabatan", 38, "{{ one.position }}"),
            Column("Kedudukan", 28, "{{ one.role }}"),
            Column("Area perubahan", 34, "{{ one.area }}"),
        ),
    ),
    "decree_designation": Annex(
        "UNIT KERJA BERPREDIKAT MENUJU WILAYAH BEBAS DARI KORUPSI",
        "units",
        (
            Column("No.", 11, "{{ loop.index }}.", CENTER),
            Column("Unit kerja", 40, "{{ one.name }}"),
            Column("Nilai total", 17, "{{ one.total }}", RIGHT),
            Column("Bebas KKN", 16, "{{ one.integrity }}", RIGHT),
            Column("Persepsi antikorupsi", 27, "{{ one.perception }}", RIGHT),
            Column("Tindak lanjut audit", 22, "{{ one.findings }}", RIGHT),
            Column("Rekomendasi Kementerian", 32, "{{ one.recommendation }}"),
        ),
        remark="Predikat berlaku sejak {{ data.valid_from }} sampai dengan {{ data.valid_until }}.",
    ),
    "decree_revocation": None,
}


def decree(annex: Annex | None) -> Builder:
    """Keputusan Wali Kota with its fixed phrases and hanging columns."""
    paper = Builder(font="Bookman Old Style", size=12, page=F4, left=28, right=22)
    _decree_head(paper)
    paper.hanging("Menimbang", "data.considerations", "{{ loop.index|letter }}.")
    paper.hanging("Mengingat", "data.legal_bases", "{{ loop.index }}.")
    paper.line("MEMUTUSKAN:", align=CENTER, keep=True, before=6, after=6)
    with paper.columns((31, 5, 8, 121)) as table:
        table.row("Menetapkan", ":", (f"KEPUTUSAN WALI KOTA TENTANG {ABOUT}.", 2))
        table.control("for one in data.dicta")
        table.row("{{ frame.ordinals[loop.index0] }}", ":", ("{{ one.text }}", 2))
        table.control("for point in one.points")
        table.row("", "", "{{ loop.index|letter }}.", "{{ point }}")
        table.control("endfor")
        table.control("endfor")
    lead = ("Ditetapkan di {{ frame.place }}", "pada tanggal {{ frame.date }}")
    paper.signatures(1, lead=lead, caps=True)
    paper.copies()
    if annex is not None:
        _annex(paper, annex)
    return paper


def _decree_head(paper: Builder) -> None:
    paper.line("{%p for line in frame.letterhead %}")
    paper.line("{{ line|upper }}", align=CENTER, bold=True)
    paper.line("{%p endfor %}")
    paper.line(f"KEPUTUSAN {AUTHORITY}", align=CENTER, before=14, title=True)
    paper.line(f"NOMOR {NUMBER}", align=CENTER)
    paper.line("TENTANG", align=CENTER, before=6, after=6)
    paper.line(ABOUT, align=CENTER)
    paper.line("DENGAN RAHMAT TUHAN YANG MAHA ESA", align=CENTER, before=12)
    paper.line(f"{AUTHORITY},", align=CENTER, before=6, after=10)


def _annex(paper: Builder, annex: Annex) -> None:
    paper.page_break()
    for text in ("LAMPIRAN", f"KEPUTUSAN {AUTHORITY}"):
        paper.line(text, indent=75)
    with paper.columns((28, 4, 58), indent=75) as table:
        table.row("NOMOR", ":", NUMBER)
        table.row("TANGGAL", ":", "{{ frame.date }}")
        table.row("TENTANG", ":", ABOUT)
    paper.line(annex.title, align=CENTER, bold=True, before=14, after=8, keep=True)
    paper.table(annex.columns, rows=f"data.{annex.rows}")
    if annex.remark:
        paper.line(annex.remark, before=6, keep=True)
    paper.signatures(1, caps=True)


def nomination_letter() -> Builder:
    """Surat dinas to the minister, the units in its attachment."""
    paper = Builder(font="Arial", size=11, left=25, right=20)
    paper.letterhead(large=1)
    paper.line("{{ frame.place }}, {{ frame.date }}", align=RIGHT, after=6)
    with paper.columns((24, 4, 137)) as table:
        for name, value in (("Nomor", NUMBER), ("Sifat", "{{ data.nature }}"), ("Lampiran", "{{ data.enclosure }}")):
            table.row(name, ":", value)
        table.row("Hal", ":", "{{ data.subject }}")
    paper.line("", after=2)
    with paper.columns((14, 85)) as table:
        table.control("for line in data.recipient")
        table.row("{% if loop.first %}Yth.{% endif %}", "{{ line }}")
        table.control("endfor")
    paper.line("", after=2)
    paper.line("{%p for one in data.paragraphs %}")
    paper.line("{{ one }}", align=BOTH, first=12, after=6)
    paper.line("{%p endfor %}")
    paper.line("{{ data.closing }}", align=BOTH, first=12, after=6, keep=True)
    paper.signatures(1, caps=True)
    paper.copies()
    paper.page_break()
    paper.line("Lampiran Surat {{ frame.letterhead[0] }}", indent=78)
    with paper.columns((20, 4, 63), indent=78) as table:
        table.row("Nomor", ":", NUMBER)
        table.row("Tanggal", ":", "{{ frame.date }}")
    title = "DAFTAR UNIT KERJA YANG DIUSULKAN BERPREDIKAT MENUJU {{ data.target|upper }}"
    paper.line(title, align=CENTER, bold=True, before=14, after=8, keep=True)
    columns = (
        Column("No.", 10, "{{ loop.index }}.", CENTER),
        Column("Unit kerja", 38, "{{ one.name }}"),
        Column("Nilai total", 15, "{{ one.total }}", RIGHT),
        Column("Bebas KKN", 15, "{{ one.integrity }}", RIGHT),
        Column("Persepsi antikorupsi", 24, "{{ one.perception }}", RIGHT),
        Column("Tindak lanjut audit", 20, "{{ one.findings }}", RIGHT),
        Column("Pelayanan publik", 20, "{{ one.service }}", RIGHT),
        Column("Sidik paket bukti", 23, "{{ one.package }}"),
    )
    paper.table(columns, rows="data.units")
    paper.signatures(1, caps=True)
    return paper


def minutes() -> Builder:
    """Berita acara of two parties."""
    paper = Builder(font="Arial", size=11, left=25, right=20)
    paper.letterhead()
    paper.line("BERITA ACARA", align=CENTER, bold=True, title=True)
    paper.line("{{ data.subject|upper }}", align=CENTER, bold=True)
    paper.line(f"NOMOR {NUMBER}", align=CENTER, after=10)
    opening = "Pada hari ini, {{ data.held_on }}, {{ data.time }}, bertempat di {{ data.venue }}"
    paper.line(f"{opening}, kami yang bertanda tangan di bawah ini:", align=BOTH, after=6)
    with paper.columns((8, 22, 4, 131)) as table:
        table.control("for one in data.parties")
        table.row("{{ loop.index }}.", "Nama", ":", "{{ one.name }}")
        table.row("", "NIP", ":", "{{ one.number or '–' }}")
        table.row("", "Jabatan", ":", "{{ one.position }}")
        table.row("", ("selanjutnya disebut {{ one.called|upper }}.", 3))
        table.control("endfor")
    paper.line("Para pihak telah membahas agenda berikut dan menyepakati hasilnya.", align=BOTH, before=6)
    for head, field in (("Agenda", "agenda"), ("Hasil", "results")):
        paper.heading(head)
        paper.points(f"data.{field}")
    done = "Demikian berita acara ini dibuat dengan sebenarnya dalam {{ data.copies_made }} rangkap"
    paper.line(f"{done} untuk dipergunakan sebagaimana mestinya.", align=BOTH, before=10, keep=True)
    labels = tuple(f"{{{{ data.parties[{at}].called|upper if data.parties|length > {at} }}}}" for at in range(2))
    paper.signatures(2, lead=("{{ frame.place }}, {{ frame.date }}",), labels=labels)
    return paper


def evaluation_report() -> Builder:
    """LHE, conclusion first."""
    paper = Builder(font="Arial", size=11, left=25, right=20)
    paper.letterhead()
    for text in ("LAPORAN HASIL EVALUASI", "PEMBANGUNAN ZONA INTEGRITAS"):
        paper.line(text, align=CENTER, bold=True, title=text.startswith("LAPORAN"))
    paper.line("{{ data.unit_name|upper }} {{ data.period|upper }}", align=CENTER, bold=True, after=6)
    paper.line(f"Nomor: {NUMBER}", align=CENTER)
    paper.line("Tanggal: {{ frame.date }}", align=CENTER, after=6)
    paper.section("A. Simpulan", "data.summary")
    paper.heading("B. Dasar Evaluasi")
    paper.points("data.bases")
    for head, lead, field in (
        ("C. Tujuan", "Evaluasi ini bertujuan untuk:", "data.purposes"),
        ("E. Metodologi", "Evaluasi dilaksanakan dengan cara:", "data.methods"),
    ):
        paper.heading(head)
        paper.line(lead, keep=True)
        paper.points(field, mark="{{ loop.index|letter }}.")
        if head.startswith("C"):
            paper.section("D. Ruang Lingkup", "data.scope")
    _results(paper)
    _findings(paper)
    paper.section("I. Penutup", "data.closing", keep=True)
    paper.signatures(2, lead=("{{ frame.place }}, {{ frame.date }}",))
    paper.copies()
    return paper


def _results(paper: Builder) -> None:
    paper.heading("F. Hasil Evaluasi")
    names = ("weight", "Bobot"), ("unit_score", "Nilai unit"), ("tpi_score", "Nilai TPI")
    columns = (
        Column("Komponen dan area", 96, ""),
        *(Column(head, 23, "", RIGHT) for _, head in names),
    )
    with paper.ruled(columns) as table:
        table.control("for one in data.components")
        table.row("{{ one.name }}", *(f"{{{{ one.{name} }}}}" for name, _ in names), bold=True)
        table.control("for area in one.areas")
        table.row("   {{ area.name }}", *(f"{{{{ area.{name} }}}}" for name, _ in names))
        table.control("endfor")
        table.control("endfor")
        table.row("JUMLAH NILAI", *(f"{{{{ data.total[{at}] }}}}" for at in range(3)), bold=True)
    paper.line("Nilai tersebut diuji terhadap syarat nilai sebagai berikut.", before=10, after=4, keep=True)
    columns = (
        Column("Syarat", 72, "{{ one.name }}"),
        Column("Minimal", 22, "{{ one.minimum }}", RIGHT),
        Column("Nilai TPI", 22, "{{ one.score }}", RIGHT),
        Column("Keadaan", 49, "{{ one.sentence }}"),
    )
    paper.table(columns, rows="data.conditions")
    paper.line("{{ data.verdict }}", bold=True, before=6)


def _findings(paper: Builder) -> None:
    paper.heading("G. Temuan")
    paper.line("{%p if not data.findings %}")
    paper.line("Tidak ada temuan.")
    paper.line("{%p endif %}")
    paper.line("{%p for one in data.findings %}")
    paper.line("{{ loop.index }}. {{ one.title }}", bold=True, before=6, keep=True)
    for name, field in (("Kondisi", "condition"), ("Kriteria", "criteria"), ("Sebab", "cause"), ("Akibat", "effect")):
        paper.line(f"{{%p if one.{field} %}}")
        paper.line(f"{name}: {{{{ one.{field} }}}}", align=BOTH, indent=6)
        paper.line("{%p endif %}")
    paper.line("{%p endfor %}")
    paper.heading("H. Rekomendasi")
    paper.line("{%p if not data.recommendations %}")
    paper.line("Tidak ada rekomendasi.")
    paper.line("{%p else %}")
    columns = (
        Column("No.", 11, "{{ loop.index }}.", CENTER),
        Column("Rekomendasi", 78, "{{ one.text }}"),
        Column("Penanggung jawab", 42, "{{ one.owner }}"),
        Column("Batas waktu", 34, "{{ one.due }}"),
    )
    paper.table(columns, rows="data.recommendations")
    paper.line("{%p endif %}")


def built() -> dict[str, Builder]:
    """Every template by the code of its kind."""
    papers = {code: decree(annex) for code, annex in ANNEXES.items()}
    return {
        **papers,
        "nomination_letter": nomination_letter(),
        "minutes": minutes(),
        "evaluation_report": evaluation_report(),
    }


def write(folder: Path = TEMPLATES) -> None:
    """Write all templates; the same code gives the same files."""
    for code, paper in built().items():
        written = BytesIO()
        paper.document.save(written)
        (folder / f"{code}.docx").write_bytes(without_times(written.getvalue()))


if __name__ == "__main__":
    write()
