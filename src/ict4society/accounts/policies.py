"""Who may do what with accounts."""

from __future__ import annotations

from typing import Any

import rules


@rules.predicate
def is_member(user: Any) -> bool:
    """Signed in, and neither suspended nor closed. (None is the system itself, in a command: nobody's account.)"""
    return bool(user is not None and user.is_authenticated and user.is_active)


@rules.predicate
def is_moderator(user: Any) -> bool:
    """Moderators; operators may do whatever moderators may."""
    return is_member(user) and bool(user.is_moderator or user.is_operator)


@rules.predicate
def is_operator(user: Any) -> bool:
    """Runs the instance."""
    return is_member(user) and bool(user.is_operator)


@rules.predicate
def is_oneself(user: Any, person: Any = None) -> bool:
    """The person whom it is about; without a person, any member, about themself."""
    return is_member(user) and (person is None or user.pk == person.pk)


rules.add_perm("accounts.edit_profile", is_oneself)
rules.add_perm("accounts.close_account", is_oneself)
rules.add_perm("accounts.export_account", is_oneself)
rules.add_perm("accounts.manage_token", is_oneself)
rules.add_perm("accounts.manage_people", is_operator)
rules.add_perm("accounts.appoint_role", is_operator)
rules.add_perm("accounts.suspend_account", is_operator)


def shown_to_operators(request: Any) -> bool:
    """For menus: whether the reader is an operator."""
    return request is not None and hasattr(request, "user") and is_operator(request.user)
