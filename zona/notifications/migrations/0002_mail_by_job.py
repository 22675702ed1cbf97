"""E-mails that waited for the old timer get the job that sends them; the worker's sweep puts up their tasks."""

from django.db import migrations

from zona.base import clock

#: where the old timer gave up
MOST_ATTEMPTS = 5


def make_jobs(apps, schema_editor):
    notices = apps.get_model("notifications", "Notice").objects.filter(mailed_at=None, mail_attempts__lt=MOST_ATTEMPTS)
    job = apps.get_model("background", "Job")
    job.objects.bulk_create(
        (
            job(
                name="notices.mail",
                key=str(pk),
                government_id=government,
                arguments={"notice": pk},
                next_at=clock.now(),
            )
            for pk, government in notices.exclude(email="").values_list("pk", "recipient__government_id")
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        ("background", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_jobs, migrations.RunPython.noop)]
