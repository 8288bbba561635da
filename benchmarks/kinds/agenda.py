"""The agenda, as a visitor."""

from __future__ import annotations

from benchmarks.kind import Kind, Request

KIND = Kind("agenda", lambda site: [Request("/agenda/")])
