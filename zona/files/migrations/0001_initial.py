"""StoredFile moves here from `evidence`, which made its table: only Django's picture of it changes."""

from django.db import migrations, models

import zona.base.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True, verbose_name="sidik jari")),
                        ("size", models.PositiveBigIntegerField(verbose_name="ukuran (byte)")),
                        ("media_type", models.CharField(max_length=100, verbose_name="jenis berkas")),
                        (
                            "path",
                            models.CharField(max_length=60, unique=True, verbose_name="letak di penyimpanan"),
                        ),
                        ("pages", models.PositiveIntegerField(null=True, verbose_name="jumlah halaman")),
                        (
                            "active",
                            models.BooleanField(default=False, verbose_name="berisi skrip atau lampiran"),
                        ),
                        (
                            "stored_at",
                            models.DateTimeField(default=zona.base.clock.now, verbose_name="disimpan"),
                        ),
                    ],
                    options={
                        "db_table": "evidence_storedfile",
                        "verbose_name": "berkas tersimpan",
                        "verbose_name_plural": "berkas tersimpan",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="stored_file_not_empty",
                                violation_error_message="Berkas kosong tidak dapat disimpan.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
