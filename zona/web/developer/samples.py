"""Invented data for the sheet of parts. Every name and figure here is made up."""

from datetime import date
from fractions import Fraction
from typing import Any

LINK = "#contoh"


def everything() -> dict[str, Any]:
    """The whole context of the page."""
    return _conditions() | _worksheet() | _work() | _tables() | _charts() | _shell()


def _conditions() -> dict[str, Any]:
    total = {
        "state": "holds",
        "name": "Jumlah seluruh nilai",
        "rule": "paling sedikit 75,00",
        "say": "Terpenuhi, lebih 3,00",
        "figure": "78,00",
        "of": "dari 100",
        "value": Fraction(78),
        "minimum": Fraction(75),
        "maximum": Fraction(100),
    }
    free = {
        "state": "fails",
        "name": "Bebas KKN",
        "rule": "paling sedikit 18,00",
        "say": "Belum terpenuhi, kurang 1,00",
        "figure": "17,00",
        "of": "dari 20",
        "value": Fraction(17),
        "minimum": Fraction(18),
        "maximum": Fraction(20),
        "explain": "Menutup: selesaikan 4 dari 6 rekomendasi terbuka.",
        "acts": [{"label": "Buat rencana tindak lanjut", "href": LINK, "kind": "primary"}],
    }
    parts = free | {
        "parts": [
            {"label": "Survei", "value": Fraction(27, 2)},
            {"label": "Temuan", "value": Fraction(7, 2)},
        ],
        "parts_label": "Survei 13,50 ditambah temuan 3,50 menjadi 17,00; minimum 18,00; kurang 1,00",
        "explain": "13,50 + 3,50 = 17,00, dan jumlah itulah yang diuji terhadap 18,00.",
        "acts": [],
    }
    unknown = {
        "state": "open",
        "name": "Tindak lanjut temuan pemeriksaan",
        "rule": "paling sedikit 3,50",
        "say": "Belum dinilai",
        "figure": "–",
        "of": "dari 5",
        "minimum": Fraction(7, 2),
        "maximum": Fraction(5),
    }
    short = [
        {"state": "holds", "name": "Jumlah ≥ 75", "rule": "proyeksi", "figure": "77,81"},
        {"state": "fails", "name": "Bebas KKN ≥ 18", "figure": "17,00", "say": "kurang 1,00"},
        {"state": "open", "name": "Tindak lanjut temuan ≥ 3,5", "figure": "–"},
    ]
    return {
        "gates": [total, free, parts, unknown],
        "gates_short": short,
        "pip_states": ["holds", "fails", "holds", "open"],
    }


def _question(code: str, name: str, state: str, missing: int = 0, *, current: bool = False) -> dict[str, Any]:
    return {"code": code, "name": name, "state": state, "missing": missing, "current": current, "href": LINK}


def _worksheet() -> dict[str, Any]:
    questions = [
        _question("V.b.1", "Lingkungan pengendalian", "agreed"),
        _question("V.b.2", "Penilaian risiko", "lower", 3, current=True),
        _question("V.b.3", "Kegiatan pengendalian", "proven"),
        _question("V.b.4", "Informasi SPIP", "answered", 1),
        _question("V.b.5", "Pemantauan", "back"),
        _question("V.b.6", "Tindak lanjut evaluasi", "empty", 2),
    ]
    indicator = {"code": "V.b", "name": "Pengawasan internal (SPIP)", "done": 2, "total": 6, "questions": questions}
    tree = {
        "jump": LINK,
        "filters": [
            {"label": "Semua 76", "href": LINK, "current": True},
            {"label": "Kurang 13", "href": LINK},
            {"label": "Berbeda 9", "href": LINK},
        ],
        "areas": [
            {"code": "I", "name": "Manajemen perubahan", "done": 12, "total": 12, "complete": True, "href": LINK},
            {
                "code": "V",
                "name": "Penguatan pengawasan",
                "done": 2,
                "total": 6,
                "open": True,
                "indicators": [indicator],
            },
        ],
    }
    areas = [
        {"code": "IV", "name": "Akuntabilitas", "done": 9, "total": 9, "href": LINK},
        {"code": "V", "name": "Pengawasan", "done": 4, "total": 18, "href": LINK, "current": True},
    ]
    sides = [
        {"party": "unit", "letter": "B", "points": "0,56", "who": "diisi 2 Oktober 2026"},
        {"party": "tpi", "letter": "C", "points": "0,38", "who": "0,19 lebih rendah", "now": True},
        {"party": "nat", "letter": "", "who": "Belum direviu kementerian"},
    ]
    return {"tree": tree, "areas": areas, "sides": sides} | _answers() | _evidence()


def _answers() -> dict[str, Any]:
    texts = [
        ("A", "Seluruh kebijakan sudah dinilai risikonya, dan unit membuat pembaruan.", "1,00", "0,75"),
        ("B", "Seluruh kebijakan sudah dinilai risikonya.", "0,75", "0,56"),
        ("C", "Sebagian besar kebijakan sudah dinilai risikonya.", "0,50", "0,38"),
    ]
    options = [
        {
            "letter": letter,
            "value": letter,
            "text": text,
            "share": part,
            "points": points,
            "checked": letter == "C",
            "unit": letter == "B",
            "who": [{"party": "unit", "text": "Jawaban unit"}] if letter == "B" else [],
        }
        for letter, text, part, points in texts
    ]
    notes = [
        {
            "party": "unit",
            "who": "Anggota area V",
            "when": "2 Oktober 2026, 09.14",
            "text": "Penilaian risiko dilakukan bersama lima penanggung jawab layanan.",
        },
        {
            "party": "tpi",
            "who": "Penilai 1",
            "when": "7 Oktober 2026, 14.05",
            "text": "Mohon notulen rapat beserta daftar hadir.",
        },
    ]
    return {"options": options, "notes": notes}


def _evidence() -> dict[str, Any]:
    slots = [
        {
            "state": "filled",
            "name": "Keputusan pembentukan satuan tugas",
            "files": [{"name": "SK-Satgas-SPIP-2026.pdf", "href": LINK, "meta": "1,2 MB · 12 Januari 2026"}],
        },
        {
            "state": "date",
            "name": "Daftar risiko tiap kebijakan",
            "files": [{"name": "Daftar-Risiko.xlsx", "href": LINK, "meta": "240 KB · 14 November 2025"}],
            "why": "Periode bukti 1 Januari sampai 30 November 2026. Minta daftar yang diperbarui.",
            "acts": [{"label": "Minta perbaikan", "href": LINK, "about": "Daftar risiko tiap kebijakan"}],
        },
        {
            "state": "rejected",
            "name": "Notulen pembahasan risiko",
            "files": [{"name": "Foto-Rapat-03.jpg", "href": LINK, "meta": "3,1 MB · 1 Oktober 2026"}],
            "why": "Foto tanpa daftar hadir tidak membuktikan isi rapat. Ditolak oleh TPI, penilai 1.",
        },
        {
            "state": "missing",
            "name": "Laporan tindak lanjut",
            "note": "Belum diunggah unit.",
            "acts": [
                {"label": "Pilih berkas", "href": LINK, "icon": "upload", "about": "Laporan tindak lanjut"},
                {"label": "Foto", "href": LINK, "icon": "camera", "about": "Laporan tindak lanjut"},
            ],
        },
    ]
    return {"slots": slots}


def _work() -> dict[str, Any]:
    duties = [
        {
            "state": "late",
            "day": "5",
            "month": "Okt 2026",
            "title": "Kirim laporan pencanangan kepada Wali Kota",
            "href": LINK,
            "lines": ["Perwal 72/2018, V.B · batas 10 hari kerja sejak pencanangan"],
            "left": "Terlambat 3 hari kerja",
            "act": {"label": "Lanjutkan laporan", "href": LINK, "kind": "primary", "about": "laporan pencanangan"},
        },
        {
            "state": "soon",
            "day": "9",
            "month": "Okt 2026",
            "title": "Jawab permintaan bukti TPI untuk V.b.2",
            "href": LINK,
            "lines": ["3 bukti kurang"],
            "left": "Besok",
            "act": {"label": "Lengkapi bukti", "href": LINK, "about": "V.b.2"},
        },
        {
            "day": "30",
            "month": "Nov 2026",
            "title": "Kirim lembar kerja 2026",
            "href": LINK,
            "lines": ["Perwal 72/2018, III.B · setelah itu jawaban dikunci"],
            "left": "37 hari kerja lagi",
            "act": {"label": "Buka lembar kerja", "href": LINK, "about": "2026"},
        },
    ]
    timeline = [
        {"state": "done", "title": "Dikirim unit", "meta": "1 Oktober 2026 · Kepala Puskesmas"},
        {"state": "fails", "title": "Dikembalikan: 3 bukti kurang", "meta": "5 Oktober 2026 · TPI, ketua tim"},
        {"state": "now", "title": "Dinilai ulang", "meta": "sejak 7 Oktober 2026", "href": LINK, "link": "lihat"},
        {"state": "", "title": "Reviu kementerian"},
    ]
    steps = [
        {"state": "done", "label": "Data unit", "href": LINK},
        {"state": "now", "label": "Tim kerja"},
        {"state": "", "label": "Target prioritas"},
        {"state": "", "label": "Periksa dan kirim"},
    ]
    waits = [
        {"who": "Sekretaris Daerah", "what": "Usulan perubahan tim kerja", "when": "sejak 1 Oktober 2026"},
        {"who": "TPI, penilai 1", "what": "26 butir belum dinilai", "when": "batas 23 Oktober 2026"},
    ]
    return {
        "duty_groups": [{"label": "Terlambat", "duties": duties}],
        "timeline": timeline,
        "steps": steps,
        "waits": waits,
    }


def _tables() -> dict[str, Any]:
    columns = [
        {"label": "Kegiatan", "href": LINK, "sorted": "descending"},
        {"label": "Hadir", "number": True},
        {"label": "%", "number": True},
        {"label": "Keadaan"},
    ]
    rows = [
        _row("Sosialisasi gratifikasi", "48", "88,89", "holds", "Selesai"),
        _row("Bedah SOP pendaftaran", "21", "38,89", "warn", "Kurang hadir"),
    ]
    foot = [
        {"text": "Jumlah"},
        {"text": "69", "number": True, "label": "Hadir"},
        {"text": "63,89", "number": True, "label": "%"},
        {"text": ""},
    ]
    return {
        "columns": columns,
        "rows": rows,
        "foot": foot,
        "chips": [{"label": "Area V", "href": LINK}],
        "facts": [{"label": "Bila C", "value": "77,81"}, {"label": "Bila B, seperti unit", "value": "78,00"}],
        "figures": [
            {"label": "Pegawai yang menandatangani pakta", "value": "96,30 %", "note": "52 dari 54 pegawai"},
            {"label": "Indeks kualitas pelayanan", "value": "3,20", "note": "dari 4 · 412 responden"},
            {"label": "Indeks antikorupsi", "value": "3,60", "note": "dari 4 · 412 responden"},
        ],
        "bars": [
            {"label": "Tidak pernah", "value": 371, "of": 412, "figure": "90 %"},
            {"label": "Pernah sekali", "value": 41, "of": 412, "figure": "10 %"},
        ],
    }


def _row(name: str, present: str, part: str, kind: str, state: str) -> dict[str, Any]:
    return {
        "cells": [
            {"text": name, "href": LINK},
            {"text": present, "number": True, "label": "Hadir"},
            {"text": part, "number": True, "label": "%", "low": kind == "warn"},
            {"text": state, "tag": kind, "label": "Keadaan"},
        ]
    }


def _charts() -> dict[str, Any]:
    areas = [
        ("I", "3,80 / 5", 5, "4.1", "3.8"),
        ("II", "3,75 / 5", 5, "4.05", "3.75"),
        ("III", "11,60 / 15", 15, "12.34", "11.6"),
        ("IV", "7,60 / 10", 10, "8.2", "7.6"),
        ("V", "10,20 / 15", 15, "10.71", "10.2"),
        ("VI", "8,05 / 10", 10, "8.05", "8.05"),
    ]
    axes = [
        {"code": code, "figure": figure, "of": of, "unit": Fraction(unit), "tpi": Fraction(tpi)}
        for code, figure, of, unit, tpi in areas
    ]
    lines = [
        {"party": "unit", "values": ["64.01", "68.5", "74.2", "78.1", "80.45"], "figure": "80,45"},
        {"party": "tpi", "values": [None, "60.3", "68.4", "73.1", "78"], "figure": "78,00"},
    ]
    return {
        "axes": axes,
        "years": [2022, 2023, 2024, 2025, 2026],
        "trend_lines": lines,
        "trend_minimums": [{"at": 75, "label": "WBK 75"}, {"at": 85, "label": "WBBM 85"}],
        "risk_counts": {(4, 4): 3, (3, 5): 1, (2, 3): 4, (1, 4): 2, (5, 2): 2},
        "spark_values": ["68.4", "73.1", "78"],
        "axis_marks": [{"at": 75, "text": "75"}, {"at": 85, "text": "85"}],
        "numbers": {"score": Fraction(123456, 100), "near": Fraction(74999, 1000), "minimum": Fraction(75)},
        "day": date(2018, 7, 30),
    }


def _shell() -> dict[str, Any]:
    return {
        "crumbs": [{"label": "Puskesmas Melati", "href": LINK}, {"label": "Syarat WBK"}],
        "acts": [
            {"label": "Excel", "href": LINK, "icon": "download"},
            {"label": "Cetak", "print": True},
        ],
        "empty_acts": [
            {"label": "Buat rencana", "href": LINK, "kind": "primary"},
            {"label": "Lihat contoh", "href": LINK, "kind": "quiet"},
        ],
        "segments": [{"label": "Satu butir", "href": LINK, "current": True}, {"label": "Tabel", "href": LINK}],
        "tabs": [
            {"label": "Semua", "href": LINK, "current": True, "count": 148},
            {"label": "Tinggal satu syarat", "href": LINK, "count": 14},
        ],
        "doors": [
            {"label": "Sampaikan pengaduan", "href": LINK, "note": "dan lacak dengan nomor tanda terima"},
            {"label": "Isi survei", "href": LINK, "note": "sepuluh pertanyaan, tiga menit"},
        ],
        "notice_acts": [{"label": "Bandingkan", "href": LINK}],
        "confirm_lines": [
            "Setelah dikirim, jawaban dikunci dan TPI mulai menilai.",
            "12 butir belum terbukti dan akan dinilai apa adanya.",
        ],
    }
