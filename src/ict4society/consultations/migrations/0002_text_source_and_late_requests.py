from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="source",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="contribution",
            name="late_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
