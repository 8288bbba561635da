"""The settings that an examination needs."""

from __future__ import annotations

from typing import Protocol

from ict4society.foundation.server.plan import ServerSettings


class InstanceSettings(ServerSettings, Protocol):  # type: ignore[misc]  # one of two protocols names a wider secret
    """The settings of the instance, as `config.environment` reads them."""

    @property
    def debug(self) -> bool: ...
    @property
    def secret_key(self) -> object | None: ...
    @property
    def email_backend_name(self) -> str: ...
    @property
    def smtp_host(self) -> str: ...
    @property
    def smtp_port(self) -> int: ...
