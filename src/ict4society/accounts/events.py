"""What happens to accounts. No name and no address is stored in an event: the log outlives the account."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class PersonEvent(Event):
    """Base: something that happened to one person."""

    user_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"person:{self.user_id}",)

    def subject(self) -> Ref:
        return Ref("accounts.person", self.user_id)


@event("accounts.member_joined")
class MemberJoined(PersonEvent):
    """Someone signed up; the address may not be confirmed yet."""

    user_id: int


@event("accounts.profile_changed")
class ProfileChanged(PersonEvent):
    """Names of the fields that changed, not their values."""

    user_id: int
    fields: list[str]


@event("accounts.account_closed")
class AccountClosed(PersonEvent):
    """The person left; their contributions stay, under no name."""

    user_id: int


@event("accounts.account_suspended")
class AccountSuspended(PersonEvent):
    """An operator shut the account."""

    user_id: int
    reason: str


@event("accounts.account_reinstated")
class AccountReinstated(PersonEvent):
    """An operator opened a suspended account again."""

    user_id: int


@event("accounts.role_appointed")
class RoleAppointed(PersonEvent):
    """Someone became a moderator or an operator."""

    user_id: int
    role: str


@event("accounts.role_dismissed")
class RoleDismissed(PersonEvent):
    """Someone is no longer a moderator or an operator."""

    user_id: int
    role: str


@event("accounts.token_created")
class TokenCreated(PersonEvent):
    """A key for programs was made."""

    user_id: int
    token_id: int
    scopes: list[str]


@event("accounts.token_revoked")
class TokenRevoked(PersonEvent):
    """A key for programs was made useless."""

    user_id: int
    token_id: int
