"""A person with an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 120
ABOUT_LENGTH = 2000


class UserManager(BaseUserManager["User"]):
    """Creates people; used by sign-up and by the actions."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member. Facilitators are appointed per topic (``topics.Facilitation``); the other two roles are here."""

    email = models.EmailField(_("e-mail address"), unique=True, max_length=254)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    about = models.TextField(_("about you"), max_length=ABOUT_LENGTH, blank=True)
    language = models.CharField(_("language of the pages"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Brussels")
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_moderator = models.BooleanField(_("moderator"), default=False)
    is_operator = models.BooleanField(_("operator"), default=False)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    # allauth and django.contrib.auth ask for these; there is no Django admin here.
    is_staff = False
    is_superuser = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="user_has_name"),)

    def __str__(self) -> str:
        return str(_("Former member")) if self.closed_at else self.name

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("accounts:person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Ask the policies (django-rules)."""
        import rules

        return self.is_active and bool(rules.has_perm(permission, self, obj))

    def has_module_perms(self, app_label: str) -> bool:
        return False
