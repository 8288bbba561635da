"""A data folder of the tests' own, chosen before anything reads the settings (loaded with ``-p tests.place``).

On several cores (``make test``) the workers share it, and the database server in it; each has a database of its own.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

FOLDER = Path(os.environ.setdefault("ICT4SOCIETY_TEST_DATA", str(Path(tempfile.gettempdir()) / "ict4society-tests")))
os.environ["ICT4SOCIETY_DATA"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# WhiteNoise warns when there is no such folder; pages under test take the files from the sources.
(FOLDER / "static").mkdir(parents=True, exist_ok=True)
