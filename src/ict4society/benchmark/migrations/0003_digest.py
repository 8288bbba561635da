"""Cells say of whom they are, so that figures of two dates can be told apart that count as many."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("benchmark", "0002_values_by_member")]
    operations = [
        migrations.AddField(model_name="cell", name="digest", field=models.BigIntegerField(default=0)),
    ]
