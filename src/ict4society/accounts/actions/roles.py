"""Appoint and dismiss moderators and operators; suspend and reinstate accounts: operators only, all of it audited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.accounts.actions.sessions import end_access
from ict4society.accounts.events import AccountReinstated, AccountSuspended, RoleAppointed, RoleDismissed
from ict4society.accounts.models import User
from ict4society.accounts.refused import AccountRefused
from ict4society.accounts.states import Role
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


def lock_operators() -> set[int]:
    """Ids of the operators, locked so that two of them cannot dismiss each other at the same moment."""
    held = User.objects.select_for_update(no_key=True).filter(is_operator=True, is_active=True).order_by("pk")
    return set(held.values_list("pk", flat=True))


@transaction.atomic
def appoint_moderator(*, actor: Actor, person: User) -> None:
    """Make a member a moderator. Nothing happens when they are one. Raises Forbidden, AccountRefused."""
    _appoint(actor, person, Role.MODERATOR)


@transaction.atomic
def appoint_operator(*, actor: Actor, person: User) -> None:
    """Make a member an operator. Nothing happens when they are one. Raises Forbidden, AccountRefused."""
    _appoint(actor, person, Role.OPERATOR)


@transaction.atomic
def dismiss_moderator(*, actor: Actor, person: User) -> None:
    """Take the moderator's role from a person. Raises Forbidden."""
    require(actor.user, "accounts.appoint_role")
    _dismiss(actor, person, Role.MODERATOR)


@transaction.atomic
def dismiss_operator(*, actor: Actor, person: User) -> None:
    """Take the operator's role from a person. Raises Forbidden; AccountRefused for the last operator."""
    require(actor.user, "accounts.appoint_role")
    if not lock_operators() - {person.pk}:
        raise AccountRefused(_("This is the only operator. Appoint another one first."))
    _dismiss(actor, person, Role.OPERATOR)


@transaction.atomic
def install_operator(*, person: User) -> None:
    """Make a member an operator from the command line, where whoever may write to the database already runs it."""
    _set(None, person, Role.OPERATOR)


@transaction.atomic
def suspend_account(*, actor: Actor, person: User, reason: str) -> None:
    """Shut an account: the person is signed out and cannot sign in. Raises Forbidden; AccountRefused for oneself."""
    require(actor.user, "accounts.suspend_account", person)
    if person.pk == actor.user_id:
        raise AccountRefused(_("You cannot suspend your own account."))
    locked = _lock(person)
    if not locked.is_active:
        return
    end_access(locked)
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    emit(AccountSuspended(user_id=locked.pk, reason=reason), actor=actor)


@transaction.atomic
def reinstate_account(*, actor: Actor, person: User) -> None:
    """Open a suspended account again. Raises Forbidden; AccountRefused for a closed one."""
    require(actor.user, "accounts.suspend_account", person)
    locked = _lock(person)
    if locked.closed_at:
        raise AccountRefused(_("This account was closed by its owner and cannot be opened again."))
    if locked.is_active:
        return
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    emit(AccountReinstated(user_id=locked.pk), actor=actor)


def _appoint(actor: Actor, person: User, role: Role) -> None:
    require(actor.user, "accounts.appoint_role")
    _set(actor, person, role)


def _set(actor: Actor | None, person: User, role: Role) -> None:
    locked = _lock(person)
    if not locked.is_active:
        raise AccountRefused(_("This account is not active."))
    if not getattr(locked, role.field):
        setattr(locked, role.field, True)
        locked.save(update_fields=[role.field])
        emit(RoleAppointed(user_id=locked.pk, role=role.value), actor=actor)


def _dismiss(actor: Actor, person: User, role: Role) -> None:
    locked = _lock(person)
    if getattr(locked, role.field):
        setattr(locked, role.field, False)
        locked.save(update_fields=[role.field])
        emit(RoleDismissed(user_id=locked.pk, role=role.value), actor=actor)


def _lock(person: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
