"""The site's settings and an app with slow jobs: for worker processes of the tests."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = [*SITE_APPS, "tests.foundation.tasks.slow"]
