"""Remakes reports/containerd and the answer that the README shows: what niltrail says of containerd.

With a clone's path as its argument nothing comes from the network. The timeline is stored with one release a line, as a picture, as a page, and
as the documents that other tools read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "reports" / "containerd"
REVISION = "v2.0.0"
CSAF = "x_niltrail-containerd-containerd-nil-pull-credentials.json"  # the tracking id, as CSAF 2.0 (5.1) wants it
BEGIN, END = "<!-- real output: begin -->\n", "<!-- real output: end -->\n"
FINDINGS = (0, 1)


def _niltrail(*words: str | Path) -> str:
    command = [str(Path(sys.executable).with_name("niltrail")), *words]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, encoding="utf-8", env=_environment())
    if done.returncode not in FINDINGS:
        sys.exit(done.returncode)
    return done.stdout


def _environment() -> dict[str, str]:
    """The mirror of a clone that is given is kept apart: it may be older than the user's own."""
    own = {"NILTRAIL_CACHE_DIR": str(ROOT / "build" / "reports")} if sys.argv[1:] else {}
    return {**os.environ, **own, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}


def _one_release_a_line(document: str) -> str:
    text = json.dumps(json.loads(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace('{"commit":', '\n{"commit":') + "\n"


def _render(format: str, name: str, *words: str | Path) -> None:
    text = _niltrail("report", FOLDER / "timeline.json", "--format", format, *words)
    (FOLDER / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Ask, write, and put the answer into the README."""
    print(_niltrail("clone", *(["--from", sys.argv[1]] if sys.argv[1:] else [])), end="")
    FOLDER.mkdir(parents=True, exist_ok=True)
    asked = {
        "timeline": _one_release_a_line(_niltrail("timeline", "--format", "json")),
        f"scan-{REVISION}": _niltrail("scan", REVISION, "--format", "json"),
        "bisect": _niltrail("bisect", "--format", "json"),
        "backports": _niltrail("backports", "--format", "json"),
    }
    for name, document in asked.items():
        saved = FOLDER / f"{name}.json"
        saved.write_text(document, encoding="utf-8")
        (FOLDER / f"{name}.md").write_text(_niltrail("report", saved, "--format", "markdown"), encoding="utf-8")
    _render("svg", "timeline.svg")
    _render("html", "timeline.html")
    _render("osv", "osv.json", "--with", FOLDER / "bisect.json")
    _render("openvex", "openvex.json")
    _render("csaf", CSAF, "--tlp", "WHITE")
    shown = [("timeline", "timeline"), (f"scan {REVISION}", f"scan-{REVISION}")]
    answers = [f"$ niltrail {words}\n{_niltrail('report', FOLDER / f'{name}.json')}" for words, name in shown]
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    block = "```console\n" + "\n".join(answers) + "```\n"
    readme.write_text(before + BEGIN + block + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
