"""Who acts, and for whom."""

from ict4society.foundation.actors.actor import Actor, OrganisationLike, UserLike

__all__ = ["Actor", "OrganisationLike", "UserLike"]
