"""Evidence points at `files.StoredFile`: the same table under another app's name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("files", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="evidencefile",
                    name="stored_file",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="files.storedfile",
                        verbose_name="berkas tersimpan",
                    ),
                ),
                migrations.DeleteModel(name="StoredFile"),
            ],
        ),
    ]
