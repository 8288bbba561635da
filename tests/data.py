"""Where the real data for tests is: beside the project, not part of it. Tests that need it skip when it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the data folder is not beside the project")
