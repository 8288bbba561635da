"""What validating a report's inline XBRL found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_benchmark_reads_the_index_alone")]
    operations = [
        migrations.CreateModel(
            name="XbrlCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(choices=[("running", "being validated"), ("valid", "valid"), ("invalid", "not valid"), ("failed", "could not be validated")], default="running", max_length=8)),
                ("version", models.PositiveIntegerField()),
                ("package", models.CharField(blank=True, max_length=200)),
                ("facts", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("ordered_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="xbrl_check", to="reporting.report")),
            ],
        ),
    ]
