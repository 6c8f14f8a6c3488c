"""Serving the reader on a port of this machine."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from secondsource.errors import UsageError
from secondsource.web.app import app
from secondsource.web.guard import LOOPBACK

TRIED_PORTS = 20  # from the one asked for upwards


def serve(
    path: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    open_browser: bool = False,
    announce: Callable[[str], None] = print,
) -> None:
    """Serves the reader until interrupted; `announce` is told its address.

    Takes the next free port where the one asked for is taken. Beyond loopback a token is made and
    every request must show it.
    """
    listening = _listen(host, port)
    token = "" if _is_loopback(host) else secrets.token_urlsafe(24)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    announce(address)
    if open_browser:
        webbrowser.open(address)
    application = app(path, token=token, hosts={*LOOPBACK, shown})
    settings = uvicorn.Config(application, log_level="warning", server_header=False)
    with listening:
        uvicorn.Server(settings).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in range(port, port + TRIED_PORTS):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, tried))
            return listening
        except OSError as error:
            listening.close()
            reason = error
            if port == 0:
                break
    raise UsageError(
        f"cannot listen: {reason.strerror}", origin=f"{host}:{port}", do="choose another --port"
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
