"""One mistake in a sound file: reported once, at its line and its path, in a sentence that says what is expected."""

import pytest

from tests.instruments.edits import edited, problems_of

FIRST = "components[0].areas[0].indicators[0].questions[0]"
SECOND = "components[0].areas[0].indicators[0].questions[1]"
REPORT = "components[0].areas[0].indicators[1]"
PERCENT = f"{REPORT}.questions[0]"
FALL = "components[0].areas[1].indicators[0].questions[0]"
INDEX = "components[1].areas[0].indicators[0].questions[0]"
SHARE = "components[1].areas[0].indicators[1].questions[0]"

#: what is replaced, by what, path of the mistake, words of its message
MISTAKES = [
    # texts, codes and numbers
    ("title: Lembar kerja contoh", "title:", "title", "memerlukan 'title'"),
    ("title: Lembar kerja contoh", 'title: ""', "title", "memerlukan 'title'"),
    ("title: Lembar kerja contoh", "title: '  '", "title", "memerlukan 'title'"),
    ("title: Lembar kerja contoh", "title: null", "title", "memerlukan 'title'"),
    ("title: Lembar kerja contoh", "title: {a: b}", "title", "harus berupa teks, bukan daftar bernama"),
    ("id: contoh-kecil", "id: contoh_kecil", "id", "kode 'contoh_kecil' hanya boleh"),
    ("id: contoh-kecil", "id: contoh--kecil", "id", "kode 'contoh--kecil' hanya boleh"),
    ("code: p1-b-1", "code: P1-b-1", f"{PERCENT}.code", "kode 'P1-b-1' hanya boleh"),
    ("code: p1-b-1", 'code: ""', f"{PERCENT}.code", "memerlukan 'code'"),
    ("code: survei-1", "code: survei", f"{INDEX}.code", "kode 'survei' sudah dipakai di baris"),
    ('weight: "7.5"', "weight: 7.5", f"{REPORT}.weight", "dalam tanda kutip"),
    ('weight: "7.5"', 'weight: "-7.5"', f"{REPORT}.weight", "harus angka seperti"),
    ('weight: "7.5"', 'weight: "1e1"', f"{REPORT}.weight", "harus angka seperti"),
    ('weight: "7.5"', 'weight: "15/2"', f"{REPORT}.weight", "harus angka seperti"),
    ('weight: "7.5"', "weight: [7.5]", f"{REPORT}.weight", 'harus angka seperti "13.5", bukan daftar.'),
    ('minimum: "18"', "minimum: 18", "predicates.WBK.conditions[2].minimum", "dalam tanda kutip"),
    ('edition: "1"', 'edition: "1"\nreleased: «»besok', "released", "harus tanggal seperti 2026-11-23"),
    ('edition: "1"', 'edition: "1"\n«»edition: "2"', "", "kunci 'edition' tertulis dua kali"),
    ('edition: "1"', 'edition: "1"\nsources: «»buku', "sources", "harus berupa daftar, bukan teks"),
    ('edition: "1"', 'edition: "1"\nnotes:\n  - satu\n  - «»{dua: tiga}', "notes[1]", "isi 'notes' harus teks"),
    ("  name: Peraturan Contoh", "  nama: Peraturan Contoh", "regulation.nama", "'nama' tidak dikenal di sini"),
    ("short: Tim dibentuk", f"short: {'x' * 41}", f"{FIRST}.short", "'short' paling panjang 40 huruf, bukan 41"),
    # scales and options
    ('abc: {A: "1", B: "0.5", C: "0"}', 'abc: {A: "0.9", B: "0.5", C: "0"}', "scales.abc", "harus turun dari 1 ke 0"),
    ('abc: {A: "1", B: "0.5", C: "0"}', 'abc: {A: "1", B: "0.5", C: "0.1"}', "scales.abc", "harus turun dari 1 ke 0"),
    ('abc: {A: "1", B: "0.5", C: "0"}', 'abc: {A: "1", B: "0", C: "0"}', "scales.abc", "harus turun dari 1 ke 0"),
    ('abc: {A: "1", B: "0.5", C: "0"}', 'abc: {A: "1", B: "1.5", C: "0"}', "scales.abc", "harus turun dari 1 ke 0"),
    ('abc: {A: "1", B: "0.5", C: "0"}', "abc: {}", "scales.abc", "harus turun dari 1 ke 0"),
    ('abc: {A: "1", B: "0.5", C: "0"}', 'abc: {A: "1", B: "setengah", C: "0"}', "scales.abc.B", "harus angka"),
    ("scale: abc\n", "scale: abd\n", f"{SECOND}.scale", "skala 'abd' tidak ada"),
    ("B: Sebagian anggota.", "B:", f"{SECOND}.options.B", "kriteria B harus berupa teks"),
    ("answer: percent", "answer: persen", f"{PERCENT}.answer", "salah satu dari choice, index"),
    # what belongs to another kind of answer
    (
        "answer: percent",
        'answer: percent\n                maximum: «»"100"',
        f"{PERCENT}.maximum",
        "'maximum' tidak dikenal di sini",
    ),
    (
        "answer: percent",
        "answer: percent\n                scale: «»abc",
        f"{PERCENT}.scale",
        "'scale' tidak dikenal di sini",
    ),
    ('maximum: "4"', "maximum:", f"{INDEX}.maximum", "memerlukan 'maximum'"),
    ('maximum: "4"', 'maximum: "0"', f"{INDEX}.maximum", "maximum"),
    ("entered_by: survey", "entered_by: mayor", f"{INDEX}.entered_by", "salah satu dari unit, survey, audit"),
    # inputs and formulas
    ("achieved: [selesai]", "achieved: []", f"{SHARE}.formula.achieved", "memerlukan 'achieved'"),
    ("due: [total]", "due: total", f"{SHARE}.formula.due", "harus berupa daftar, bukan teks"),
    (
        "due: [total]",
        "due: [total]\n                  nothing_due: «»nol",
        f"{SHARE}.formula.nothing_due",
        "confirmed, full",
    ),
    ("kind: fall", "kind: turun", f"{FALL}.formula.kind", "salah satu dari share, fall"),
    ("kini: {label: Pelanggaran tahun ini, kind: count}", "kini: {kind: count}", f"{FALL}.inputs.kini", "'label'"),
    ("information: true", "information: ya", f"{SHARE}.inputs.diproses.information", "true atau false"),
    ("kind: share", "kind: share\n                  «»kind: share", f"{SHARE}.formula", "'kind' tertulis dua kali"),
    # evidence, steps, crosswalk
    ("sk: Surat keputusan tim", "sk:", f"{FIRST}.evidence.sk", "data dukung 'sk' harus berupa teks"),
    ("every: month", "every: week", f"{SECOND}.evidence.daftar.every", "month, quarter, semester, year"),
    ("suggested: true", "suggested: mungkin", f"{SECOND}.evidence.daftar.suggested", "true atau false"),
    ('"1": Bentuk tim.', '"1": [Bentuk tim.]', f"{FIRST}.steps.1", "langkah 1 harus berupa teks"),
    (
        "permenpanrb-52-2014: [1-1-b]",
        "permenpanrb-52-2014: 1-1-b",
        f"{SECOND}.crosswalk.permenpanrb-52-2014",
        "harus berupa daftar, bukan teks",
    ),
    # predicates
    ("source: aplikasi lain", "source: ''", "predicates.WBK.conditions[2].alternatives[0].source", "'source'"),
]

#: the same, for mistakes that are reported at the part which lacks something or does not fit
AT_THE_WHOLE = [
    ("code: reform-1", "code: r1-a", "components[0].areas[1].indicators[0].code", "kode 'r1-a' sudah dipakai di baris"),
    ('  number: "1"\n', "", "regulation", "'regulation' memerlukan 'number'"),
    ("                scale: abc\n", "", SECOND, "pertanyaan memerlukan 'scale'"),
    ("                  C: Tidak seorang pun.\n", "", f"{SECOND}.options", "pilihan harus A, B, C"),
    ("achieved: [selesai]", "achieved: [beres]", f"{SHARE}.formula", "rumus memakai 'beres'"),
    ("achieved: [selesai]", "achieved: [diproses]", f"{SHARE}.formula", "rumus memakai 'diproses'"),
    ("before: lalu, ", "", f"{FALL}.formula", "rumus memerlukan 'before'"),
    ("requires: WBK", "requires: WBA", "predicates.WBBM", "mensyaratkan 'WBA'"),
    ("part: hasil/bersih\n", "part: hasil/kotor\n", "predicates.WBK.conditions[2]", "bagian 'hasil/kotor' tidak ada"),
    ('        minimum_share: "60"\n', "", "predicates.WBK.conditions[1]", "tepat satu dari 'minimum'"),
]


def named(rows):
    return pytest.mark.parametrize(
        ("old", "new", "path", "words"), rows, ids=[f"{row[1]:.40}|{row[3]}" for row in rows]
    )


@named(MISTAKES)
def test_a_single_mistake_is_reported_once_at_its_line(old, new, path, words):
    text, line = edited(old, new)
    found = problems_of(text)
    assert [problem[:2] for problem in found if words in problem[2]] == [(line, path)], found


@named(AT_THE_WHOLE)
def test_a_single_mistake_is_reported_once_at_its_part(old, new, path, words):
    text, _ = edited(old, new)
    found = problems_of(text)
    assert [problem[1] for problem in found if words in problem[2]] == [path], found


@pytest.mark.parametrize("key", ["scales", "components", "predicates", "regulation", "id", "edition", "short_title"])
def test_every_needed_key_of_the_file_is_asked_for(key):
    lines = edited("id: contoh-kecil", "id: contoh-kecil")[0].splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((at for at in range(start + 1, len(lines)) if not lines[at].startswith(" ")), len(lines))
    found = problems_of("\n".join(lines[:start] + lines[end:]))
    assert any(line == 1 and path == "" and f"'{key}'" in message for line, path, message in found), found


@pytest.mark.parametrize(
    ("key", "old"),
    [
        (
            "options",
            "                options:\n                  Ya: Tim sudah ada.\n                  Tidak: Tim belum ada.\n",
        ),
        (
            "inputs",
            "                inputs:\n                  lalu: {label: Pelanggaran tahun lalu, kind: count}\n"
            "                  kini: {label: Pelanggaran tahun ini, kind: count}\n",
        ),
        ("evidence", "                evidence:\n                  sk: Surat keputusan tim\n"),
    ],
    ids=["options", "inputs", "evidence"],
)
@pytest.mark.parametrize("empty", ["", "{}"], ids=["left out", "empty"])
def test_what_a_question_needs_may_not_be_left_out_or_empty(key, old, empty):
    text, _ = edited(old, f"                {key}: {{}}\n" if empty else "")
    words = "rumus memakai" if key == "inputs" and empty else f"'{key}'"
    found = problems_of(text)
    assert any(words in message for _, _, message in found), found


@pytest.mark.parametrize("empty", ["areas", "indicators", "questions", "conditions"])
def test_no_part_may_be_empty(empty):
    text = edited("id: contoh-kecil", "id: contoh-kecil")[0]
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.strip() == f"{empty}:")
    indent = len(lines[start]) - len(lines[start].lstrip())
    inside = [at for at in range(start + 1, len(lines)) if len(lines[at]) - len(lines[at].lstrip()) > indent]
    end = next(at for at in range(start + 1, len(lines) + 1) if at not in inside)
    found = problems_of("\n".join([*lines[:start], f"{lines[start]} []", *lines[end:]]))
    assert (start + 1, f"'{empty}' tidak boleh kosong.") in [(line, message) for line, _, message in found], found
