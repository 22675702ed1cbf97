"""Mails that waited for the old timer are not forgotten: migration 0002 makes their jobs, the sweep puts them up."""

from importlib import import_module

import pytest
from django.core import mail
from django.db.models import IntegerField, Value

from zona.background.actions.sweep import put_up_lost
from zona.background.models import Job
from zona.background.moves import LEASE
from zona.background.running import run_waiting
from zona.base import clock
from zona.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_waiting_mails_get_jobs_once(cast, monkeypatch):
    waiting = Notice.objects.create(recipient=cast.joko, text="x", address="/", email="joko@contoh.id")
    Notice.objects.create(recipient=cast.joko, text="x", address="/")
    Notice.objects.create(recipient=cast.siti, text="x", address="/", email="s@contoh.id", mailed_at=clock.now())

    class Then:
        """The models as they were: notices still counted their attempts."""

        @staticmethod
        def get_model(app: str, name: str):
            if name == "Job":
                return Job
            attempts = Notice.objects.annotate(mail_attempts=Value(0, output_field=IntegerField()))
            return type("Notice", (), {"objects": attempts})

    migration = import_module("zona.notifications.migrations.0002_mail_by_job")
    for _ in range(2):
        migration.make_jobs(Then, None)
    job = Job.objects.get()
    assert (job.name, job.key, job.arguments, job.government) == (
        "notices.mail",
        str(waiting.pk),
        {"notice": waiting.pk},
        cast.city,
    )
    now = clock.now() + LEASE * 2
    monkeypatch.setattr(clock, "now", lambda: now)
    assert put_up_lost() == 1
    run_waiting()
    assert [message.to for message in mail.outbox] == [["joko@contoh.id"]]
