"""No network: a run with every socket beyond this machine forbidden, and what the installation promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FORBID = """
import os, socket
_LOOPBACK = ("127.0.0.1", "::1", "localhost", b"127.0.0.1", b"localhost", "0.0.0.0", None)
def _note(what, address):
    with open(os.environ["FORBIDDEN_LOG"], "a") as log:
        log.write(f"{what} {address!r}\\n")
    raise OSError(f"the network is forbidden: {what} {address!r}")
def _checked(name):
    real = getattr(socket.socket, name)
    def act(self, *args):
        if self.family in (socket.AF_INET, socket.AF_INET6) and args[-1][0] not in _LOOPBACK:
            _note(name, args[-1])
        return real(self, *args)
    return act
class _Socket(socket.socket):
    connect, connect_ex, sendto, bind = map(_checked, ("connect", "connect_ex", "sendto", "bind"))
_ask = socket.getaddrinfo
def _asked(host, *args, **options):
    if host not in _LOOPBACK:
        _note("getaddrinfo", host)
    return _ask(host, *args, **options)
socket.socket, socket.getaddrinfo = _Socket, _asked
open(os.environ["FORBIDDEN_LOG"] + f".{os.getpid()}", "w").close()
"""
"""Run at the start of every Python process, as `sitecustomize`."""


def test_a_run_needs_no_network(tmp_path: Path) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(FORBID)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text("In 2019 there were 61 thousand students. See https://example.org/a.pdf\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    path = os.pathsep.join(filter(None, [str(tmp_path / "guard"), *sys.path]))
    log = tmp_path / "forbidden.log"
    given = {
        **kept,
        "PYTHONPATH": path,
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "FORBIDDEN_LOG": str(log),
    }
    command = [sys.executable, "-m", "pipeline.cli", "run", str(papers), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()
    assert len(list(tmp_path.glob("forbidden.log.*"))) >= 3  # the run, its server and a reader were watched


def test_versions_are_pinned_and_pdfminer_is_mended() -> None:
    """CVE-2025-64512 is mended in 20251107."""
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    assert int(pins["pdfminer.six"]) >= 20251107
    asked = (ROOT / "pyproject.toml").read_text("utf-8")
    assert re.search(r'"pdfminer\.six>=(\d+)"', asked)[1] >= "20251107"  # type: ignore[index]
    listed = asked[asked.index("dependencies = [") : asked.index("[project.optional-dependencies]")]
    names = re.findall(r'^  "([\w.-]+)[<>=,.\d]+"', listed, re.MULTILINE)
    assert len(names) > 10
    assert {name.lower() for name in names} <= {name.lower() for name in pins}
