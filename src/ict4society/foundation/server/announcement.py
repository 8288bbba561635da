"""What the server tells the person who started it."""

from __future__ import annotations

import time

from .plan import ServerPlan


def announcement(plan: ServerPlan, seconds: float) -> str:
    """Address and demonstration accounts, when the first page can be read."""
    lines = ["", f"ICT4Society is at {plan.address}  (ready in {seconds:.1f} s; Ctrl-C stops it)"]
    try:
        accounts = plan.accounts_file.read_text(encoding="utf-8").strip() if plan.on_loopback else ""
    except OSError:
        accounts = ""
    if accounts:
        lines += ["", *accounts.splitlines()]
    return "\n".join([*lines, ""])


def tell(message: str) -> None:
    """One line about what the server does, with the time of day (UTC, as in all our logs)."""
    print(f"{time.strftime('%H:%M:%SZ', time.gmtime())} {message}", flush=True)
