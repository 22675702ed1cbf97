"""Recaps for these tests, made of real scores."""

from datetime import date
from typing import Any

from tests.worksheets import PERWAL, score_of
from zona.assessments.spreadsheet.recap import recap_components, recap_predicates, recap_total
from zona.documents.worksheet_recap import Signer, WorksheetRecap
from zona.instruments.shipped import shipped_instrument
from zona.scoring.answers import Answer
from zona.verdicts.judge import judge

LETTERHEAD = (
    "Pemerintah Kota Tangerang",
    "Dinas Kesehatan",
    "Jalan Daan Mogot Nomor 69, Tangerang 15119",
    "Telepon (021) 55799999, laman dinkes.contoh.go.id",
)


def recap(*answers: dict[str, Answer], instrument_id: str = PERWAL, **more: Any) -> WorksheetRecap:
    """The recap of one unit; each further worksheet is another party's, and the last one is judged."""
    instrument = shipped_instrument(instrument_id)
    scores = [score_of(instrument_id, given) for given in answers]
    parties = ("Unit", "TPI", "Nasional")[: len(scores)]
    facts: dict[str, Any] = {
        "letterhead": LETTERHEAD,
        "unit_name": "Dinas Kesehatan",
        "period": "Tahun 2026",
        "instrument": f"{instrument.title}, edisi {instrument.edition}",
        "state": "Dinilai TPI",
        "parties": parties,
        "components": recap_components(instrument, scores),
        "total": recap_total(instrument, scores),
        "predicates": recap_predicates(judge(instrument, scores[-1])),
        "judged_party": parties[-1],
        "answered": scores[0].answered,
        "questions": len(instrument.questions),
        "place": "Tangerang",
        "date": date(2026, 11, 23),
        "signer": Signer("dr. Siti Rahmawati, M.Kes.", "Kepala Dinas Kesehatan", "19720412 199803 2 004"),
        "fingerprint": "3f2a 91c0 77be 04d1 a2f9 5c6e 1b38 e0aa",
    }
    return WorksheetRecap(**{**facts, **more})
