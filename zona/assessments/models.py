"""Worksheets: facts only. Everything that changes them is a deed in `actions/`.

Personal data: who answered, ticked, noted and sent (account numbers). Purpose: the unit and its assessors must know
whom to ask. Retention: with the assessment, five years after the predicate ends.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from zona.assessments.enums import NAMES_WITH_COMMENT, TRANSITION_CHOICES, AssessmentState, Party
from zona.base import clock
from zona.instruments.models import LoadedInstrument
from zona.organizations.models import Period, WorkUnit
from zona.scoring import answers as scoring
from zona.scoring.structure import Question


class Assessment(models.Model):
    """A filled worksheet (LKE): one unit, one period, bound for ever to one instrument edition."""

    unit = models.ForeignKey(WorkUnit, models.PROTECT, related_name="assessments", verbose_name="unit kerja")
    period = models.ForeignKey(Period, models.PROTECT, related_name="assessments", verbose_name="periode")
    instrument = models.ForeignKey(LoadedInstrument, models.PROTECT, related_name="+", verbose_name="instrumen")
    state = models.CharField("keadaan", max_length=20, choices=AssessmentState.choices, default=AssessmentState.FILLING)
    opened_at = models.DateTimeField("dibuka", default=clock.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dibuka oleh"
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="disalin dari"
    )

    class Meta:
        verbose_name = "lembar kerja evaluasi"
        verbose_name_plural = "lembar kerja evaluasi"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"],
                name="assessment_once_a_period",
                violation_error_message="Unit ini sudah mempunyai lembar kerja pada periode itu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AssessmentState.values),
                name="assessment_state_known",
                violation_error_message="Keadaan lembar kerja tidak dikenal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lembar kerja {self.unit} {self.period}"

    @property
    def is_open(self) -> bool:
        """Whether the unit may still answer everything."""
        return self.state == AssessmentState.FILLING


class Answer(models.Model):
    """One party's answer to one question, with the remark beside it. A remark may stand without an answer."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="answers", verbose_name="lembar kerja evaluasi"
    )
    party = models.CharField("pihak", max_length=10, choices=Party.choices, default=Party.UNIT)
    question_code = models.CharField("kode butir", max_length=60)
    label = models.CharField("jawaban", max_length=20, blank=True)
    inputs = models.JSONField("isian angka", default=dict, blank=True)  # name -> exact number as text
    confirmed = models.BooleanField("tidak ada yang jatuh tempo, dikonfirmasi", default=False)
    remark = models.TextField("catatan", blank=True)
    source = models.CharField("dokumen sumber", max_length=300, blank=True)
    carried = models.BooleanField("dibawa dari tahun lalu", default=False)
    version = models.PositiveIntegerField("versi", default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("waktu jawaban", default=clock.now)

    class Meta:
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "party", "question_code"],
                name="answer_once",
                violation_error_message="Butir ini sudah dijawab oleh pihak yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.label or self.inputs}"

    @property
    def given(self) -> scoring.Answer | None:
        """The answer as arithmetic knows it; None while there is only a remark."""
        return as_given(self.label, self.inputs, self.confirmed)

    def take(self, given: scoring.Answer | None) -> None:
        """Hold this answer (or none) instead of the present one."""
        self.label = given.label if given else ""
        self.inputs = {name: str(number) for name, number in given.inputs.items()} if given else {}
        self.confirmed = bool(given and given.confirmed)


class StepTick(models.Model):
    """A step under a question that the unit says is done; a checklist, never scored."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="ticks", verbose_name="lembar kerja evaluasi"
    )
    question_code = models.CharField("kode butir", max_length=60)
    step_code = models.CharField("kode tahapan", max_length=20)
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    ticked_at = models.DateTimeField("waktu", default=clock.now)

    class Meta:
        verbose_name = "tahapan selesai"
        verbose_name_plural = "tahapan selesai"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question_code", "step_code"], name="step_ticked_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_code} tahapan {self.step_code}"


class Note(models.Model):
    """A remark in the conversation about one question; never changed, only answered."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="notes", verbose_name="lembar kerja evaluasi"
    )
    question_code = models.CharField("kode butir", max_length=60)
    party = models.CharField("pihak", max_length=10, choices=Party.choices)
    text = models.TextField("isi")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    written_at = models.DateTimeField("waktu", default=clock.now)

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name = "catatan butir"
        verbose_name_plural = "catatan butir"
        indexes = [models.Index(fields=["assessment", "question_code"], name="note_of_question")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_has_text")]

    def __str__(self) -> str:
        return self.text[:60]


class FixRequest(models.Model):
    """An item sent back to the unit (catatan perbaikan): it reopens alone until the unit hands it back."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="fix_requests", verbose_name="lembar kerja evaluasi"
    )
    question_code = models.CharField("kode butir", max_length=60)
    reason = models.TextField("alasan")
    due_on = models.DateField("batas waktu")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diminta oleh"
    )
    requested_at = models.DateTimeField("diminta", default=clock.now)
    handed_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diserahkan oleh"
    )
    handed_back_at = models.DateTimeField("diserahkan kembali", null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "catatan perbaikan"
        verbose_name_plural = "catatan perbaikan"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="fix_request_says_why",
                violation_error_message="Tulis apa yang harus diperbaiki.",
            ),
            models.UniqueConstraint(
                fields=["assessment", "question_code"],
                condition=Q(handed_back_at=None),
                name="fix_request_once_open",
                violation_error_message="Butir ini sudah dikembalikan dan belum diperbaiki.",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_at=None, handed_back_by=None)
                | Q(handed_back_at__isnull=False, handed_back_by__isnull=False),
                name="fix_request_handed_back_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.reason[:60]}"


class AssessmentTransition(models.Model):
    """One change of state: old, new, who, when, why. Sending keeps statement and fingerprint."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="transitions", verbose_name="lembar kerja evaluasi"
    )
    name = models.CharField("perbuatan", max_length=20, choices=TRANSITION_CHOICES)
    old = models.CharField("dari", max_length=20, choices=AssessmentState.choices)
    new = models.CharField("menjadi", max_length=20, choices=AssessmentState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu", default=clock.now)
    comment = models.TextField("alasan", blank=True)
    statement = models.TextField("pernyataan", blank=True)
    fingerprint = models.CharField("sidik jari", max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "perubahan keadaan"
        verbose_name_plural = "perubahan keadaan"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name__in=NAMES_WITH_COMMENT) | ~Q(comment=""),
                name="transition_comment",
                violation_error_message="Tulis alasannya.",
            ),
            models.CheckConstraint(
                condition=~Q(name="send") | (~Q(statement="") & ~Q(fingerprint="")),
                name="sending_has_statement",
                violation_error_message="Pengiriman memerlukan pernyataan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.at:%d-%m-%Y}"


class StoredResult(models.Model):
    """Score and verdicts of one party, written with the answers, never computed on reading."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="results", verbose_name="lembar kerja evaluasi"
    )
    party = models.CharField("pihak", max_length=10, choices=Party.choices)
    total = models.TextField("jumlah nilai")  # exact, as numerator/denominator
    total_rounded = models.DecimalField("jumlah nilai untuk urutan", max_digits=12, decimal_places=6)
    parts = models.JSONField("nilai bagian")  # path -> exact number as text
    values = models.JSONField("nilai butir", default=dict)  # answered questions: code -> exact value 0..1 as text
    verdicts = models.JSONField("kelayakan")  # predicate -> {eligible, conditions: [[part, minimum, score, holds]]}
    answered = models.PositiveIntegerField("terjawab")
    proven = models.PositiveIntegerField("terbukti", default=0)
    questions = models.PositiveIntegerField("jumlah butir")
    calculated_at = models.DateTimeField("dihitung", default=clock.now)

    class Meta:
        verbose_name = "hasil hitung"
        verbose_name_plural = "hasil hitung"
        constraints = [models.UniqueConstraint(fields=["assessment", "party"], name="result_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.total_rounded}"

    @property
    def exact_total(self) -> Fraction:
        """The total as it was calculated."""
        return Fraction(self.total)

    def points(self, path: str) -> Fraction:
        """Exact points of a part by its path."""
        return Fraction(self.parts[path])

    def eligible(self, predicate: str) -> bool:
        """Whether all score conditions of a predicate hold."""
        return bool(self.verdicts.get(predicate, {}).get("eligible"))


def as_given(label: str, inputs: Mapping[str, str], confirmed: bool) -> scoring.Answer | None:
    """An answer of these columns as arithmetic knows it."""
    if not label and not inputs:
        return None
    return scoring.Answer(label, {name: Fraction(text) for name, text in inputs.items()}, confirmed)


def given_answers(
    rows: Mapping[str, Answer], questions: Mapping[str, Question] | None = None
) -> dict[str, scoring.Answer]:
    """What arithmetic needs of answer rows by question code; rows with only a remark are left out."""
    found: dict[str, Any] = {code: row.given for code, row in rows.items() if questions is None or code in questions}
    return {code: answer for code, answer in found.items() if answer is not None}
