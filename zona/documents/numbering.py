"""Numbers of papers: counted by Zona without gap and double, or typed from the legal office's register."""

from dataclasses import dataclass
from datetime import date

from zona.base.text import plain_text
from zona.documents.errors import DocumentError
from zona.documents.kinds import NumberingRule
from zona.documents.models import NumberSeries, Paper


class NumberError(DocumentError):
    """A number that is missing, taken, or not ours to give."""


@dataclass(frozen=True)
class Given:
    """A number that a paper got."""

    number: str
    serial: int | None
    year: int


def give_number(paper: Paper, *, typed: str, dated: date) -> Given:
    """The number of a paper that is being approved; one that went back to draft keeps the one it had.

    The counter's row stays locked until the approving transaction ends, so that a number is used or never given: no
    gap, no double, however many approve at once. Raises NumberError.
    """
    numbering = paper.kind.numbering
    if numbering.rule is NumberingRule.REGISTER:
        return Given(_from_register(paper, typed), None, dated.year)
    if typed:
        raise NumberError("Nomor naskah ini diberikan Zona; kosongkan isian nomor.")
    if numbering.rule is NumberingRule.NONE:
        return Given("", None, dated.year)
    if paper.number and paper.year == dated.year:
        return Given(paper.number, paper.serial, dated.year)
    if paper.number:
        raise NumberError(f"Naskah ini sudah bernomor {paper.number}; tanggalnya harus tetap di tahun {paper.year}.")
    serial = _next(paper, dated.year)
    return Given(numbering.number(serial, year=dated.year), serial, dated.year)


def _next(paper: Paper, year: int) -> int:
    series, _ = NumberSeries.objects.get_or_create(government_id=paper.government_id, kind=paper.kind_code, year=year)
    locked = NumberSeries.objects.select_for_update().get(pk=series.pk)
    locked.last += 1
    locked.save(update_fields=["last"])
    return locked.last


def _from_register(paper: Paper, typed: str) -> str:
    number = plain_text(typed)
    if not number:
        raise NumberError("Tulis nomor dari register Bagian Hukum.")
    taken = Paper.objects.filter(government_id=paper.government_id, number=number).exclude(pk=paper.pk).first()
    if taken is not None:
        raise NumberError(f"Nomor {number} sudah dipakai untuk {taken.title}. Periksa register, lalu tulis nomor lain.")
    return number
