import datetime

from django.db import migrations, models

import plays.models


class Migration(migrations.Migration):
    dependencies = [
        ("plays", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyUsage",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "day", "network", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("network", models.CharField(max_length=16)),
                ("plays", models.IntegerField()),
                ("places", models.BigIntegerField()),
                ("bytes", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PlayNetwork",
            fields=[
                ("play_id", models.CharField(max_length=11, primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("network", models.CharField(max_length=16)),
            ],
        ),
        migrations.AddField(
            model_name="play",
            name="viewed_month",
            field=models.DateField(db_default=datetime.date(2026, 11, 1), default=plays.models.current_month),
        ),
    ]
