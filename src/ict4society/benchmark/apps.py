from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenchmarkConfig(AppConfig):
    name = "ict4society.benchmark"
    label = "benchmark"

    def ready(self) -> None:
        from ict4society.benchmark import citable, policies
        from ict4society.benchmark.models import Cell, Snapshot
        from ict4society.foundation.subjects import SubjectType, register
        from ict4society.foundation.ui import navigation

        register(
            SubjectType(
                kind="benchmark.snapshot",
                model=Snapshot,
                label=_("Benchmark snapshot"),
                visible_to=policies.snapshots_visible_to,
                title=lambda snapshot: str(_("Benchmark %(number)s") % {"number": snapshot}),
                url=Snapshot.get_absolute_url,
            )
        )
        register(
            SubjectType(
                kind="benchmark.cell",
                model=Cell,
                label=_("Benchmark figures"),
                visible_to=policies.cells_visible_to,
                title=citable.cell_title,
                url=citable.cell_url,
                language=lambda cell: "",
                citable=citable.cell_passage,
                related=("snapshot", "indicator", "figures_of"),
            )
        )
        navigation.register(navigation.Entry("enterprises", _("Benchmark"), "benchmark:index", 20))
