"""An article is read end to end where there is no network and no torch."""

import subprocess
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parent.parent / "gold"

SEALED = """
import importlib.abc, socket, sys

def refuse(*args, **kwargs):
    raise AssertionError("the network was reached for")

class Sealed(socket.socket):
    __init__ = connect = connect_ex = bind = sendto = refuse

socket.socket = Sealed
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"torch", "transformers", "spacy", "tensorflow"}:
            raise ImportError(f"{name} was reached for")

sys.meta_path.insert(0, Refuse())
"""


def run(code: str, *args: str) -> str:
    """What a fresh, sealed interpreter prints."""
    done = subprocess.run([sys.executable, "-c", SEALED + code, *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("code", ["socket.socket()", "socket.getaddrinfo('localhost', 80)", "import torch"])
def test_the_seal_holds(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", SEALED + code], capture_output=True, text=True)
    assert "was reached for" in done.stderr


def test_text_is_read() -> None:
    printed = run(
        "import sayso\n"
        "from pathlib import Path\n"
        "ledger = sayso.read(Path(sys.argv[1]))\n"
        "assert 'torch' not in sys.modules\n"
        "assert ledger.actors\n"
        "ledger.to_jsonl()\n"
        "print(len(ledger))\n",
        str(GOLD / "story" / "01-uws-sarn-blast.txt"),
    )
    assert int(printed) > 10


def test_html_is_read_and_written(tmp_path: Path) -> None:
    title, _, *paragraphs = (GOLD / "reports" / "pr04.txt").read_text(encoding="utf-8").splitlines()
    body = "".join(f"<p>{p}</p>" for p in paragraphs if p)
    page = tmp_path / "article.html"
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    page.write_text(html, encoding="utf-8")
    out = tmp_path / "ledger.html"
    run("from sayso.cli import main\nsys.argv = ['sayso', *sys.argv[1:]]\nmain()\n", "read", str(page), "--format", "html", "-o", str(out))
    assert "<html" in out.read_text(encoding="utf-8")
