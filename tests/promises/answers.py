"""What every route answers to every role: from its declared policy, and from the lines of the samples.

Without a line a GET answers 200 to everybody whom the policy lets in, and a POST 405. A line says otherwise:

    agenda:edit    GET   403 author 200
    agenda:edit    POST  403 author 303
    deliberation_next_statement    API    200 author 204

The last is an operation of the programming interface that reads, by its name in the document.
The first code is for everybody whom the policy lets in; codes after roles win. ``in`` means: sent to sign in.
"""

from __future__ import annotations

from django.http import HttpResponseBase

from tests.architecture.routes import Route
from tests.promises.world import OUTSIDE, ROLES, World

SIGN_IN = "in"
Answers = dict[str, str]


class Table:
    """The lines of all samples."""

    def __init__(self, world: World) -> None:
        self.lines: dict[tuple[str, str], tuple[str, Answers]] = {}
        self.holders: dict[str, set[str]] = {}
        self.operations: dict[str, tuple[str, Answers]] = {}
        for samples in world.samples.values():
            self.holders |= {permission: set(roles.split()) for permission, roles in samples.holders.items()}
            for line in filter(str.strip, samples.answers.splitlines()):
                name, method, base, *pairs = line.split()
                codes = (base, dict(zip(pairs[::2], pairs[1::2], strict=True)))
                if method == "API":
                    self.operations[name] = codes
                else:
                    self.lines[name, method] = codes
        self.unused = set(self.lines)

    def expected(self, route: Route, method: str) -> Answers:
        """Role → code."""
        base, special = self.lines.get((route.name, method), ("200" if method == "GET" else "405", {}))
        self.unused.discard((route.name, method))
        return {role: special.get(role) or self._usual(route, role, base) for role in ROLES}

    def _usual(self, route: Route, role: str, base: str) -> str:
        policy = getattr(route.view, "policy", None)
        if policy is None or policy.kind == "public":
            return base
        if role in OUTSIDE:
            return SIGN_IN
        if policy.permission and role not in self.holders.get(policy.permission, set()):
            return "403"
        return base


def code_of(answer: HttpResponseBase) -> str:
    """The status, or that the reader is sent to sign in."""
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"):
        return SIGN_IN
    return str(answer.status_code)


def line_for(name: str, method: str, route: Route, got: Answers, table: Table) -> str:
    """The line that would allow these answers, to be judged by whoever adds it."""
    inside = [role for role in ROLES if role not in OUTSIDE]
    codes = [got[role] for role in inside if table._usual(route, role, "base") == "base"] or ["200"]
    base = max(set(codes), key=codes.count)
    pairs = [f"{role} {got[role]}" for role in ROLES if got[role] != table._usual(route, role, base)]
    return " ".join([f"{name:34} {method:4}", base, *pairs])
