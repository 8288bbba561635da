"""What the journeys of a meeting bring along: a paper, and the passing of days."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit


def end_correction(meeting: int) -> None:
    """The end of the period comes: the one thing for which nobody on a page can wait."""
    moved = f"Meeting.objects.filter(pk={meeting}).update(correction_until=timezone.now())"
    code = f"from django.utils import timezone; from ict4society.meetings.models import Meeting; {moved}"
    port = str(urlsplit(os.environ["WALK_URL"]).port or 80)
    surroundings = {**os.environ, "ICT4SOCIETY_DATA": os.environ["WALK_DATA"], "PORT": port}
    subprocess.run([sys.executable, "-m", "ict4society", "shell", "-c", code], env=surroundings, check=True)


PAPER = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 12 Tf 20 100 Td (Repair in numbers) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
%%EOF
"""
