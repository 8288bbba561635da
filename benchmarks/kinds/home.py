"""The home page, as a visitor."""

from __future__ import annotations

from benchmarks.kind import Kind, Request

KIND = Kind("home", lambda site: [Request("/")])
