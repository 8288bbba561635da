"""The supervising process: `python -m ict4society.foundation.server`, started by `ict4society serve`."""

from __future__ import annotations

import os
import sys

from .plan import ServerPlan
from .supervisor import main

PLAN = "ICT4SOCIETY_SERVER_PLAN"

if __name__ == "__main__":
    sys.exit(main(ServerPlan.from_json(os.environ.pop(PLAN))))
