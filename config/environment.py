"""The settings of an instance: environment variables, each with a description and a sound default.

`docs/settings.md` is written from this class by `config.settings_table`, and a test compares the two.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.secret_files import keep_secret

PROJECT = Path(__file__).resolve().parent.parent


class EnvironmentInvalid(Exception):
    """A setting has a value that cannot be used; the message is one sentence that names it."""


def _default_data_folder() -> Path:
    """`var` of the checkout, or of the current folder where the packages are installed without a checkout."""
    return (PROJECT if (PROJECT / "pyproject.toml").exists() else Path.cwd()) / "var"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path.expanduser()))


Folder = Annotated[Path, AfterValidator(_absolute)]
Names = Annotated[list[str], NoDecode]


class Environment(BaseSettings):
    """Every setting of an instance. Read it through `get_environment()`."""

    model_config = SettingsConfigDict(env_ignore_empty=True, populate_by_name=True, extra="ignore", frozen=True)

    data_folder: Folder = Field(
        default_factory=_default_data_folder,
        alias="ICT4SOCIETY_DATA",
        description="Folder of everything that the instance keeps: embedded database, files, generated keys.",
        json_schema_extra={"default": "`var` in the project"},
    )
    database_url: SecretStr | None = Field(
        None,
        alias="DATABASE_URL",
        description=(
            "An existing PostgreSQL server, `postgresql://user:password@host:5432/name`; "
            "without it the embedded one runs."
        ),
        json_schema_extra={"default": "embedded PostgreSQL"},
    )
    host: str = Field("127.0.0.1", alias="HOST", description="Address on which the web server listens.")
    port: int = Field(8000, ge=1, le=65535, alias="PORT", description="Port on which the web server listens.")
    site_url: str = Field(
        "",
        alias="SITE_URL",
        description="Public address of the site, as it stands in mails, feeds and dossiers.",
        json_schema_extra={"default": "`http://HOST:PORT`"},
    )
    allowed_hosts: Names = Field(
        default_factory=list,
        alias="ALLOWED_HOSTS",
        description="Host names that the site answers to, separated by commas; the host of `SITE_URL` always is one.",
        json_schema_extra={"default": "the host of `SITE_URL`; on loopback also `localhost`, `127.0.0.1`, `[::1]`"},
    )
    trusted_proxy: bool = Field(
        False,
        alias="TRUSTED_PROXY",
        description="Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a reverse proxy that sets both.",
    )
    debug: bool = Field(
        False, alias="ICT4SOCIETY_DEBUG", description="Show details of errors in the browser. Never on a public site."
    )
    demo: Literal["auto", "true", "false"] = Field(
        "auto",
        alias="ICT4SOCIETY_DEMO",
        description=(
            "Load the demonstration community on the first start. `auto`: where the server listens on loopback, on an "
            "embedded database that is empty, and the site has no public address."
        ),
    )
    web_workers: int = Field(2, ge=1, le=64, alias="WEB_WORKERS", description="Number of web server processes.")
    job_workers: int = Field(
        1,
        ge=0,
        le=16,
        alias="JOB_WORKERS",
        description="Number of processes that do background jobs; 0: `ict4society worker` runs elsewhere.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="LOG_LEVEL", description="Least severity of what is logged."
    )
    secret_key: SecretStr | None = Field(
        None,
        alias="SECRET_KEY",
        description="Signs sessions and links in mails; at least 32 characters. Several web nodes need the same.",
        json_schema_extra={"default": "generated once into `secret_key` of the data folder"},
    )
    signing_key: SecretStr | None = Field(
        None,
        alias="SIGNING_KEY",
        description="Ed25519 private key that signs dossiers, in PEM (PKCS #8).",
        json_schema_extra={"default": "generated once into `signing_key.pem` of the data folder"},
    )
    storage_folder: Folder = Field(
        default_factory=lambda data: data["data_folder"] / "files",
        alias="STORAGE_FOLDER",
        description="Folder of uploaded and generated files.",
        json_schema_extra={"default": "`files` in the data folder"},
    )
    max_upload_mb: int = Field(
        20, ge=1, le=500, alias="MAX_UPLOAD_MB", description="Megabytes that an uploaded file may have."
    )

    xbrl_taxonomy: Folder | None = Field(
        None,
        alias="XBRL_TAXONOMY",
        description=(
            "Taxonomy package (ZIP file) with which the inline XBRL of reports is fully validated; "
            "needs the extra `xbrl` (`pip install '.[xbrl]'`)."
        ),
    )

    email_backend_name: Literal["mailbox", "smtp"] = Field(
        "mailbox",
        alias="EMAIL_BACKEND_NAME",
        description="`mailbox` shows mails on a page of the site and sends nothing; `smtp` sends them.",
    )
    email_from: str = Field(
        "ICT4Society <noreply@localhost>", alias="EMAIL_FROM", description="Sender of the mails of the site."
    )
    operator_name: str = Field(
        "",
        alias="OPERATOR_NAME",
        description="Who runs the instance and answers for personal data, as it stands on the privacy page.",
    )
    contact_email: str = Field(
        "",
        alias="CONTACT_EMAIL",
        description="Address for questions, barriers, personal data and weaknesses, as it stands on the site.",
        json_schema_extra={"default": "the address of `EMAIL_FROM`"},
    )
    smtp_host: str = Field("localhost", alias="SMTP_HOST", description="Mail server.")
    smtp_port: int = Field(587, ge=1, le=65535, alias="SMTP_PORT", description="Port of the mail server.")
    smtp_user: str = Field("", alias="SMTP_USER", description="User name at the mail server.")
    smtp_password: SecretStr = Field(SecretStr(""), alias="SMTP_PASSWORD", description="Password at the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", alias="SMTP_SECURITY", description="How the connection to the mail server is protected."
    )

    oidc_name: str = Field(
        "EU Login", alias="OIDC_NAME", description="Name on the button that signs in with OpenID Connect."
    )
    oidc_server_url: str = Field(
        "", alias="OIDC_SERVER_URL", description="Address of the OpenID Connect provider; without it, no button."
    )
    oidc_client_id: str = Field("", alias="OIDC_CLIENT_ID", description="Client identifier at the provider.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), alias="OIDC_CLIENT_SECRET", description="Client secret at the provider."
    )

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value

    @field_validator("demo", mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:
        words = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false"}
        return words.get(str(value).lower(), str(value).lower())

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return str(value).upper()

    @field_validator("site_url", mode="after")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("must be an address such as https://community.example.eu")
        return value.rstrip("/")

    @field_validator("secret_key", mode="after")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.demo == "true" and not self.on_loopback:
            raise ValueError(
                f"ICT4SOCIETY_DEMO: the demonstration accounts have published passwords, so they are refused where the "
                f"server listens on {self.host}; set HOST to 127.0.0.1, or ICT4SOCIETY_DEMO to false"
            )
        if self.oidc_server_url and not self.oidc_client_id:
            raise ValueError("OIDC_CLIENT_ID: is needed when OIDC_SERVER_URL is set")
        return self

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the web server."""
        return is_loopback(self.host)

    @property
    def address(self) -> str:
        """Public address of the site, without a slash at its end."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else "::1" if self.host == "::" else self.host  # noqa: S104 — compared, not bound
        return self.site_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """Host names that the site answers to."""
        site = urlsplit(self.address).hostname or "localhost"
        local = ["localhost", "127.0.0.1", "[::1]"] if self.on_loopback else []
        return list(dict.fromkeys([*self.allowed_hosts, f"[{site}]" if ":" in site else site, *local]))

    @property
    def demonstration(self) -> bool:
        """Whether the demonstration community belongs here. See `ICT4SOCIETY_DEMO`."""
        if self.demo != "auto":
            return self.demo == "true"
        public = self.trusted_proxy or not is_loopback(urlsplit(self.address).hostname or "")
        return self.on_loopback and not public and self.database_url is None

    def secret_key_value(self) -> str:
        """`SECRET_KEY`, or the key that was generated into the data folder (now, when there is none yet)."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        return keep_secret(self.data_folder / "secret_key", secrets.token_urlsafe(50))

    def signing_key_value(self, fresh: Callable[[], str]) -> str:
        """`SIGNING_KEY`, or the key of the data folder, which `fresh` makes when there is none yet."""
        if self.signing_key is not None:
            return self.signing_key.get_secret_value()
        path = self.data_folder / "signing_key.pem"
        return keep_secret(path, "" if path.exists() else fresh())


def is_loopback(host: str) -> bool:
    """Whether the host name or address can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def get_environment() -> Environment:
    """The settings of this process.

    Raises:
        EnvironmentInvalid: a variable has a value that cannot be used.
    """
    try:
        return Environment()  # type: ignore[call-arg]  # the fields are filled from the environment
    except ValidationError as error:
        raise EnvironmentInvalid(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0]) if fault["loc"] else ""
    message = fault["msg"].removeprefix("Value error, ").removesuffix(".")
    if not name:
        return f"{message}."
    field = next((f for f in Environment.model_fields.values() if f.alias == name), None)
    secret = field is not None and "SecretStr" in str(field.annotation)
    shown = "" if secret else f" (it is {fault['input']!r})"
    return f"{name}: {message[:1].lower()}{message[1:]}{shown}."
