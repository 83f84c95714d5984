"""The nginx of docs/nginx.voorbeeld.conf in front of a server: other ports and paths, and nothing else."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.builders.service import ROOT, free_port

NAME = "kompas.voorbeeld.be"
EXAMPLE = ROOT / "docs" / "nginx.voorbeeld.conf"
_MAIN = """daemon off;
{user}
pid {folder}/nginx.pid;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/kompas.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports with and without TLS, and the folder of its logs."""

    port: int
    plain_port: int
    folder: Path

    @property
    def address(self) -> str:
        """What a browser that takes `NAME` for this machine asks."""
        return f"https://{NAME}:{self.port}"

    def connect(self, *, name: str = NAME, source: str = "127.0.0.1") -> ssl.SSLSocket:
        """A TLS connection from `source` that asks for `name`; its throw-away certificate is not checked."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.port), source_address=(source, 0))
        return context.wrap_socket(plain, server_hostname=name)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> tuple[HTTPResponse, bytes]:
        """One answer and its body."""
        connection = HTTPSConnection(NAME, self.port)
        connection.sock = self.connect(source=source)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer, answer.read()

    def read_logs(self) -> str:
        """Everything that nginx wrote down."""
        return "".join(path.read_text() for path in self.folder.glob("*.log"))


def find_nginx() -> str:
    """The nginx that `make test` found, or one on the path. Without one the tests fail."""
    found = os.environ.get("KOMPAS_NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        raise RuntimeError("no nginx: run `make test`, which installs one")
    return found


@contextmanager
def proxy(folder: Path, *, port: int) -> Iterator[Proxy]:
    """nginx in front of the server on `port` of this machine, ended at the end of the block."""
    made = Proxy(port=free_port(), plain_port=free_port(), folder=folder)
    certificate, key = _make_certificate(folder)
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{made.port} ssl",
        "listen 80;": f"listen 127.0.0.1:{made.plain_port};",
        "server 127.0.0.1:8501;": f"server 127.0.0.1:{port};",
        "/etc/ssl/kompas/volledige-keten.pem": str(certificate),
        "/etc/ssl/kompas/sleutel.pem": str(key),
        "/var/log/nginx/": f"{folder}/",
    }
    (folder / "kompas.conf").write_text(_fill_in(EXAMPLE.read_text(encoding="utf-8"), changes))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user))
    command = [find_nginx(), "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "start.log")]
    process = subprocess.Popen(command)
    try:
        _wait_until_open(made.port, process=process)
        yield made
    finally:
        process.terminate()
        process.wait(timeout=20)


def _fill_in(example: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in example, f"the example no longer says {old}"
        example = example.replace(old, new)
    return example


def _wait_until_open(port: int, *, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "nginx did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx does not answer")


def _make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of two days that nobody signed, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, today = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "chain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "chain.pem", folder / "key.pem"
