"""A headless Chromium, spoken to through two pipes (Chrome DevTools Protocol, ``--remote-debugging-pipe``): no driver, no network."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_PATIENCE = 60.0
_COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening")


class Browser:
    """One page. ``complaints`` are all errors, console output, policy violations and dialogs since the start; ``requests`` what the
    page asked for."""

    def __init__(self, to: int, answers: int) -> None:
        self._to = to
        self._from = answers
        self._buffer = b""
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.requests: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Log", "Page", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command's result."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (said := self._next()).get("id") != self._number:
            self._note(said)
        assert "error" not in said, f"{method}: {said['error']}"
        result: dict[str, Any] = said["result"]
        return result

    def open(self, page: Path, fragment: str = "") -> None:
        """Loads a page and waits for its script to have run, or for it to be loaded where scripts are off."""
        self.call("Page.navigate", url=page.as_uri() + fragment)
        self.wait("document.readyState === 'complete'")

    def tell(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, expression: str) -> None:
        """Waits until an expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self.tell(expression):
            assert time.monotonic() < end, f"never true: {expression}"

    def press(self, key: str) -> None:
        """A key, pressed and released."""
        code = {"Enter": 13, "Tab": 9}.get(key, 0)
        typed = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **typed)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def click(self, selector: str) -> None:
        """A click in the middle of an element."""
        self.tell(
            f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center', behavior: 'instant'}})"
        )
        box = self.tell(
            f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """What is seen, as a PNG file."""
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(told["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            read = os.read(self._from, 1 << 20)
            assert read, "the browser has ended"
            self._buffer += read
        raw, _, self._buffer = self._buffer.partition(b"\0")
        said: dict[str, Any] = json.loads(raw)
        return said

    def _note(self, said: dict[str, Any]) -> None:
        if said.get("method") in _COMPLAINTS:
            self.complaints.append(json.dumps(said["params"])[:600])
        if said.get("method") == "Page.javascriptDialogOpening":
            self._number += 1
            dismiss = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
            os.write(self._to, json.dumps({**dismiss, "sessionId": self._session}).encode() + b"\0")
        if said.get("method") == "Network.requestWillBeSent":
            self.requests.append(said["params"]["request"]["url"])


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own; without Chromium the test is skipped."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine")
    its_input, to = os.pipe()
    answers, its_output = os.pipe()

    def as_three_and_four() -> None:
        low = os.dup(its_input), os.dup(its_output)
        os.dup2(low[0], 3)
        os.dup2(low[1], 4)

    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank",
    ]  # fmt: skip
    started = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        close_fds=False, preexec_fn=as_three_and_four,  # noqa: PLW1509  # Chromium reads from 3 and writes to 4
    )  # fmt: skip
    os.close(its_input)
    os.close(its_output)
    try:
        yield Browser(to, answers)
    finally:
        started.terminate()
        started.wait(10)
        os.close(to)
        os.close(answers)
