"""The settings as a Markdown table, for `docs/settings.md`."""

from __future__ import annotations

from pydantic import SecretStr

from config.environment import Environment


def settings_table() -> str:
    """Every setting with its default and its meaning."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for field in Environment.model_fields.values():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        default = extra.get("default")
        if default is None:
            value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
            value = str(value).lower() if isinstance(value, bool) else value
            default = "—" if value in ("", None) else f"`{value}`"
        rows.append(f"| `{field.alias}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"
