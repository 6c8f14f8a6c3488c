"""A headless Chromium spoken to over a pipe: what a page is once a real browser has drawn it.

The browser is told by DevTools messages, so measuring needs no script in our own pages.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
]  # fmt: skip
PROBES = Path(__file__).with_name("probes.js").read_text("utf-8")
PATIENCE = 15.0  # seconds for one answer


class Browser:
    """One browser with one tab. `dialogs` are those a page opened: a script has run."""

    def __init__(self) -> None:
        self.home = tempfile.TemporaryDirectory(prefix="browser", ignore_cleanup_errors=True)
        told, self._out = _pipe()
        self._in, tells = _pipe()
        null = os.open(os.devnull, os.O_RDWR)
        # Chromium reads from descriptor 3 and writes to 4; messages end with a zero byte.
        self.pid = os.posix_spawn(
            str(CHROMIUM),
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={self.home.name}", "about:blank"],
            {**os.environ, "HOME": self.home.name},
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)),
                (os.POSIX_SPAWN_DUP2, told, 3),
                (os.POSIX_SPAWN_DUP2, tells, 4),
            ],
            setpgroup=0,
        )
        for mine in (told, tells, null):
            os.close(mine)
        self._number = 0
        self._rest = b""
        self._session = ""
        self._events: list[dict[str, Any]] = []
        self.dialogs = 0
        tabs = self.tell("Target.getTargets")["targetInfos"]
        tab = next(one["targetId"] for one in tabs if one["type"] == "page")
        attached = self.tell("Target.attachToTarget", targetId=tab, flatten=True)
        self._session = attached["sessionId"]
        self.tell("Page.enable")

    def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The browser's answer to one DevTools message."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(self._in, 1 << 20) if ready else b""
            if not piece:
                raise TimeoutError("the browser gives no answer")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if message.get("method") == "Page.javascriptDialogOpening":
            self.dialogs += 1
            # A dialog holds up the page; its answer is of no interest.
            closing = {"id": 0, "method": "Page.handleJavaScriptDialog",
                       "params": {"accept": True}, "sessionId": self._session}  # fmt: skip
            os.write(self._out, json.dumps(closing).encode() + b"\0")
        elif "method" in message:
            self._events.append(message)
        return message

    def open(
        self, address: str, *, width: int = 1000, height: int = 800, dark: bool = False
    ) -> None:
        """Goes to a page and waits until it is drawn."""
        scheme = "dark" if dark else "light"
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)  # fmt: skip
        self.tell("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])  # fmt: skip
        # From the same page, an address with a fragment would only scroll, and never load.
        for one in ("about:blank", address):
            self._events.clear()
            self.tell("Page.navigate", url=one)
            while not any(event["method"] == "Page.loadEventFired" for event in self._events):
                self._next()

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page, asked from outside it."""
        answer = self.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def probe(self, name: str) -> Any:
        """What one of `probes.js` finds in the page."""
        return self.ask(f"(() => {{ {PROBES} return probes.{name}(); }})()")

    def comes(self, expression: str) -> bool:
        """Whether an expression over `probes` turns true in a second; scrolling takes time."""
        for _ in range(20):
            if self.ask(f"(() => {{ {PROBES} return {expression}; }})()"):
                return True
            time.sleep(0.05)
        return False

    def press(self, key: str) -> None:
        """One key down and up."""
        for kind in ("rawKeyDown", "keyUp"):
            self.tell("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode={"Tab": 9, "Enter": 13}[key])  # fmt: skip
        if key == "Enter":
            self.tell("Input.dispatchKeyEvent", type="char", text="\r")

    def picture(self) -> bytes:
        """What is seen of the page, as PNG."""
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """Ends the browser and every process it began."""
        os.close(self._out)
        os.close(self._in)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.home.cleanup()


def _pipe() -> tuple[int, int]:
    """A pipe whose ends lie above the descriptors the browser is given."""
    ends = []
    for end in os.pipe():
        ends.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10))
        os.close(end)
    return ends[0], ends[1]
