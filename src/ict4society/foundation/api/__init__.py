"""The programming interface: tokens with scopes, problem+json, cursor paging. See README.md beside this file."""

from ict4society.foundation.api.idempotency import idempotency_key
from ict4society.foundation.api.paging import Page, PageQuery, paginate
from ict4society.foundation.api.problems import FormInvalid, problem, validated
from ict4society.foundation.api.tokens import read_scope, set_token_authenticator, write_scope

__all__ = [
    "FormInvalid",
    "Page",
    "PageQuery",
    "idempotency_key",
    "paginate",
    "problem",
    "read_scope",
    "set_token_authenticator",
    "validated",
    "write_scope",
]
