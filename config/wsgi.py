"""What the web workers run: Django, behind the page cache for visitors."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

from ict4society.foundation.pagecache import PageCache

application = PageCache(get_wsgi_application())
