"""Servers on this machine for the tests of fetching: the git protocol, and https that only refuses."""

from __future__ import annotations

import contextlib
import http.server
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def git_daemon(folder: Path) -> Iterator[str]:
    """Serves the repositories of a folder; gives the address they begin with."""

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            subprocess.run(
                ["git", "daemon", "--inetd", "--export-all", f"--base-path={folder}"],
                stdin=self.request,
                stdout=self.request,
                stderr=subprocess.DEVNULL,
            )

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection)) as port:
        yield f"git://127.0.0.1:{port}"


@contextlib.contextmanager
def refusing(status: int, folder: Path) -> Iterator[str]:
    """An https server that answers everything with a status; its certificate is ``folder/server.pem``."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    made = folder / "server.pem"
    request = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    subprocess.run([*request, *names, "-keyout", made, "-out", folder / "cert"], check=True, capture_output=True)
    made.write_text(made.read_text() + (folder / "cert").read_text())

    class Refusal(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("WWW-Authenticate", 'Basic realm="secret place"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusal)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with _serving(server) as port:
        yield f"localhost:{port}"


@contextlib.contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
