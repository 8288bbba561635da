"""Make someone an operator."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from ict4society.accounts.actions.join import create_member
from ict4society.accounts.actions.roles import install_operator
from ict4society.accounts.models import User
from ict4society.accounts.refused import AccountRefused
from ict4society.foundation.ui.text import clean_text


class Command(BaseCommand):
    """Promotes the member with that address, or makes a new one."""

    help = "Make the member with this e-mail address an operator; without one, make the account too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which the operator signs in")
        parser.add_argument("--name", help="name of a new account (asked for when it is missing)")
        parser.add_argument("--password", help="password of a new account (asked for on a terminal)")

    def handle(self, *args: Any, email: str, name: str | None, password: str | None, **options: Any) -> None:
        try:
            validate_email(email)
            with transaction.atomic():
                person = User.objects.filter(email__iexact=email).first() or self._new(email, name, password)
                install_operator(person=person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except AccountRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person} <{person.email}> is an operator.")

    def _new(self, email: str, name: str | None, password: str | None) -> User:
        interactive = self.stdin_is_terminal()
        if not name:
            if not interactive:
                raise CommandError(f"nobody has an account with {email}; give --name to make one")
            name = input("Name: ")
        name = clean_text(name).strip()[:120]
        if not name:
            raise CommandError("the name is empty")
        if password is None and interactive:
            password = getpass("Password: ")
        if password:
            validate_password(password, User(email=email, name=name))
        else:
            self.stdout.write("No password was given: set one with “Forgotten your password?” on the sign-in page.")
        return create_member(email=email, name=name, password=password)

    @staticmethod
    def stdin_is_terminal() -> bool:
        """Whether someone can be asked."""
        import sys

        return sys.stdin is not None and sys.stdin.isatty()
