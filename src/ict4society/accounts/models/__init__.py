from ict4society.accounts.models.draft import Draft
from ict4society.accounts.models.token import ApiToken
from ict4society.accounts.models.user import User

__all__ = ["ApiToken", "Draft", "User"]
