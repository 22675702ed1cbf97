"""Notices for people, in the product and by e-mail.

Personal data: the recipient and an e-mail address at the time of sending. Purpose: people learn of their duties.
Retention: one year after it was read.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zona.base import clock


class Notice(models.Model):
    """One notice for one person. Where it has an address, the job `notices.mail` sends it there."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="penerima"
    )
    text = models.CharField("isi", max_length=300)
    address = models.CharField("alamat halaman", max_length=300)
    created_at = models.DateTimeField("dibuat", default=clock.now)
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    email = models.EmailField("alamat surel", blank=True)
    mailed_at = models.DateTimeField("surel terkirim", null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        indexes = [models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="notice_has_text")]

    def __str__(self) -> str:
        return self.text
