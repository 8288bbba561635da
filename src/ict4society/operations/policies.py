"""Who may do what in the operator's console."""

from __future__ import annotations

import rules

from ict4society.accounts.policies import is_operator

rules.add_perm("operations.view_console", is_operator)
rules.add_perm("operations.view_log", is_operator)
rules.add_perm("operations.retry_job", is_operator)
