"""Work that a deed leaves behind, one row each, in the deed's own transaction."""

from django.db import models
from django.db.models import Q

from zona.background.enums import ENDED, JobState
from zona.base import clock
from zona.organizations.models import Government


class Job(models.Model):
    """One piece of work. Only `zona.background` changes its state; `(name, key)` is its idempotency key.

    Personal data: none; arguments and key are numbers and codes of rows, secrets are refused, errors are sentences of
    ours. Purpose: doing it once. Retention: thirty days after it was done; what failed stays until it has been done.
    """

    name = models.CharField("jenis pekerjaan", max_length=80)
    key = models.CharField("kunci", max_length=200)
    government = models.ForeignKey(Government, models.PROTECT, related_name="jobs", verbose_name="pemerintah daerah")
    arguments = models.JSONField("isian", default=dict, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    next_at = models.DateTimeField("dijalankan mulai", default=clock.now)
    #: the django-tasks row that carries the next run or carried the last; any other does nothing
    task = models.UUIDField("nomor tugas", null=True, blank=True, editable=False)
    lease_until = models.DateTimeField("dipegang sampai", null=True, blank=True)
    last_error = models.CharField("kesalahan terakhir", max_length=500, blank=True)
    is_uncertain = models.BooleanField("tidak pasti terjadi", default=False)
    dismissal_reason = models.CharField("alasan diabaikan", max_length=1000, blank=True)
    created_at = models.DateTimeField("dibuat", default=clock.now)
    finished_at = models.DateTimeField("berakhir", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "pekerjaan latar"
        verbose_name_plural = "pekerjaan latar"
        indexes = [
            models.Index(fields=["government", "state"], name="job_state_of_government"),
            models.Index(fields=["next_at"], condition=Q(state=JobState.QUEUED), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state=JobState.RUNNING), name="job_running"),
            models.Index(fields=["finished_at"], condition=Q(state=JobState.DONE), name="job_done"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"], name="job_once", violation_error_message="Pekerjaan ini sudah ada."
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(key=""),
                name="job_named",
                violation_error_message="Pekerjaan memerlukan jenis dan kunci.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=JobState.values),
                name="job_state_known",
                violation_error_message="Keadaan pekerjaan tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until=None)),
                name="job_running_is_held",
                violation_error_message="Pekerjaan dipegang tepat selama berjalan.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, finished_at__isnull=False) | (~Q(state__in=ENDED) & Q(finished_at=None)),
                name="job_ended_has_time",
                violation_error_message="Pekerjaan yang berakhir mempunyai waktu berakhir.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[JobState.DEAD, JobState.DISMISSED]) | ~Q(last_error=""),
                name="job_dead_says_why",
                violation_error_message="Pekerjaan yang gagal menyebut kesalahannya.",
            ),
            models.CheckConstraint(
                condition=(Q(state=JobState.DISMISSED) & ~Q(dismissal_reason=""))
                | (~Q(state=JobState.DISMISSED) & Q(dismissal_reason="")),
                name="job_dismissed_says_why",
                violation_error_message="Tulis alasan mengabaikan pekerjaan ini.",
            ),
            models.CheckConstraint(
                condition=Q(is_uncertain=False) | Q(state__in=[JobState.DEAD, JobState.DISMISSED]),
                name="job_uncertain_is_ended",
                violation_error_message="Hanya pekerjaan yang gagal dapat tidak pasti.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
