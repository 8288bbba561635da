"""The programming interface: each feature's router in one line."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="ICT4Society", version="1", urls_namespace="api")
