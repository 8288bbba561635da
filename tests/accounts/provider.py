"""A provider of OpenID Connect (authorization code flow with PKCE), on loopback, as strict as the standard asks.

OpenID Connect Core 1.0 (sections 3.1.2, 3.1.3, 5.3), Discovery 1.0, RFC 7636.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "ict4society", "between us"


@dataclass
class Provider:
    """Knows one person at a time (``claims``); ``broken`` maps a path to what it answers instead: (status, body)."""

    claims: dict[str, Any] = field(default_factory=dict)
    broken: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.granted: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def grant(self, address: str) -> str:
        """What the person does at the provider: agree. The address of the site to which the browser is sent back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{self.address}/authorize?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert {"openid", "email", "profile"} <= set(asked["scope"].split())
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.granted[code] = asked
        return back_to(asked["redirect_uri"], code=code, state=asked["state"])

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        """Status and what is said, as JSON."""
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token":
            return self._token(form)
        if path == "/userinfo" and authorization.removeprefix("Bearer ") in self.tokens:
            return 200, self.claims
        return 404, {"error": "not_found"}

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        asked = self.granted.pop(form.get("code", ""), None)  # a code is good once
        if asked is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if challenge.decode() != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        about = {"iss": self.address, "aud": CLIENT, "sub": self.claims.get("sub", ""), "iat": now, "exp": now + 300}
        token = secrets.token_urlsafe(8)
        self.tokens.add(token)
        signed = jwt.encode(about, self.key, algorithm="RS256", headers={"kid": "1"})
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                form = dict(parse_qsl(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()))
                status, said = provider.answer(path, form, self.headers.get("Authorization", ""))
                text = json.dumps(said)
                if path in provider.broken:
                    status, text = provider.broken[path]
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(text.encode())

            do_POST = do_GET  # noqa: N815 — the library's name

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def back_to(address: str, **answer: str) -> str:
    """The path on the site with the provider's answer."""
    return f"{urlsplit(address).path}?{urlencode(answer)}"
