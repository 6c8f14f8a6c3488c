"""What every answer carries and every request must show: headers, host, token."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondsource.outputs import html

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "secondsource"
POLICY = (
    "default-src 'none'; style-src 'self' 'sha256-{style}'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@cache
def headers() -> dict[str, str]:
    """What every answer carries. The one inline style allowed is ours, of a story in one file."""
    style = b64encode(sha256(html.style().encode()).digest()).decode()
    return {
        "Content-Security-Policy": POLICY.format(style=style),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def middleware(*, token: str, hosts: Iterable[str]) -> list[Middleware]:
    """The layers of the reader, outermost first.

    A token stands in for the host list: its cookie belongs to one name, so rebinding gains nothing.
    """
    door = (
        Middleware(_Trusted, token=token) if token else Middleware(_Known, hosts=frozenset(hosts))
    )
    return [Middleware(_Headed), door]


class _Headed:
    """Adds the safety headers to every answer, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                carried = MutableHeaders(scope=message)
                for name, value in headers().items():
                    carried[name] = value
            await send(message)

        await self.app(scope, receive, headed)


class _Known:
    """Answers only to its own host names, so that no page elsewhere can rebind DNS to reach it."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "")
            if _without_port(host) not in self.hosts:
                answer = PlainTextResponse(
                    "This host name is not one the reader answers to.\n", 421
                )
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _without_port(host: str) -> str:
    head, colon, port = host.rpartition(":")
    return head if colon and port.isdigit() else host


class _Trusted:
    """Asks for the token: bearer, cookie, or once in the address, which sets the cookie."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        shown = Headers(scope=scope)
        offered = QueryParams(scope["query_string"]).get("token", "")
        if self._is_right(offered):
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            await answer(scope, receive, send)
            return
        cookie = SimpleCookie(shown.get("cookie", "")).get(COOKIE)
        bearer = shown.get("authorization", "").removeprefix("Bearer ")
        if self._is_right(bearer) or (cookie and self._is_right(cookie.value)):
            await self.app(scope, receive, send)
            return
        what = "This reader asks for its token: open the address it printed.\n"
        await PlainTextResponse(what, 401)(scope, receive, send)

    def _is_right(self, offered: str) -> bool:
        return hmac.compare_digest(offered.encode(), self.token.encode())
