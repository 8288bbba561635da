"""What the server is to run."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from ict4society.foundation.database.url import DatabaseSettings


class ServerSettings(DatabaseSettings, Protocol):
    """The settings of the instance that the server needs."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def address(self) -> str: ...
    @property
    def on_loopback(self) -> bool: ...
    @property
    def demonstration(self) -> bool: ...
    @property
    def web_workers(self) -> int: ...
    @property
    def job_workers(self) -> int: ...


SAID = 3  # exit code of a child that has told the person itself why it failed


@dataclass(frozen=True)
class ServerPlan:
    """What the supervisor starts. It holds no secret: it travels in the environment."""

    data_folder: str
    embedded_database: bool
    host: str
    port: int
    address: str
    on_loopback: bool
    demonstration: bool
    web_workers: int
    job_workers: int
    settings_module: str
    application: str

    @classmethod
    def from_settings(cls, env: ServerSettings, *, settings_module: str, application: str) -> Self:
        """The plan of an instance with these settings."""
        return cls(
            data_folder=str(env.data_folder),
            embedded_database=env.database_url is None,
            host=env.host,
            port=env.port,
            address=env.address,
            on_loopback=env.on_loopback,
            demonstration=env.demonstration,
            web_workers=env.web_workers,
            job_workers=env.job_workers,
            settings_module=settings_module,
            application=application,
        )

    def to_json(self) -> str:
        """The plan as text."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The plan that `to_json` wrote."""
        return cls(**json.loads(text))

    @property
    def accounts_file(self) -> Path:
        """Where the demonstration community lists its accounts."""
        return accounts_file(Path(self.data_folder))


def accounts_file(data_folder: Path) -> Path:
    """Where the demonstration community lists its accounts; it exists only where these are loaded."""
    return data_folder / "demonstration-accounts.txt"
