"""Commands in this process, with a pipeline that answers from a table instead of analysing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from analyzer import chronicle, history, pipeline
from analyzer.answers import Question
from analyzer.cli import main
from analyzer.findings import Finding, Release, Scan, Timeline, Verdict
from analyzer.git import BrokenRevision, Repository, Revision
from tests.report.samples import COVERAGE, MITIGATED, UNKNOWN, VULNERABLE, scan_of

FINDINGS: dict[Verdict, tuple[Finding, ...]] = {
    Verdict.VULNERABLE: (VULNERABLE, MITIGATED),
    Verdict.UNKNOWN: (UNKNOWN,),
    Verdict.MITIGATED: (MITIGATED,),
}


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@dataclass
class FakePipeline:
    """Judges revisions by name: ``verdicts``, mitigated where it does not say. Remembers what it was asked."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    raises: BaseException | None = None

    def judge(self, revision: Revision | BrokenRevision) -> Scan:
        if isinstance(revision, BrokenRevision):
            return msgspec.structs.replace(
                scan_of(revision=revision.name, note=revision.reason), verdict=Verdict.UNKNOWN, commit=""
            )
        verdict = self.verdicts.get(revision.name, Verdict.MITIGATED)
        return msgspec.structs.replace(
            scan_of(*FINDINGS.get(verdict, ()), revision=revision.name),
            commit=revision.commit,
            date=revision.date,
            verdict=verdict,
        )

    def scan(
        self,
        repository: Repository,
        revisions: Sequence[Revision | BrokenRevision],
        question: Question,
        progress: pipeline.Progress | None = None,
    ) -> Iterator[Scan]:
        self.questions.append(question)
        self.asked.append(tuple(revision.name for revision in revisions))
        if self.raises:
            raise self.raises
        for done, revision in enumerate(revisions):
            if progress:
                progress(done, len(revisions), f"\x1b[2J{revision.name}")
            yield self.judge(revision)

    def timeline(
        self,
        repository: Repository,
        releases: Sequence[Revision | BrokenRevision],
        question: Question,
        progress: pipeline.Progress | None = None,
    ) -> Timeline:
        judged = list(self.scan(repository, releases, question, progress))
        return history.timeline(
            [Release(scan.revision, scan.commit, scan.date, "", scan.verdict, scan.findings) for scan in judged],
            [rule.id for rule in question.rules],
            coverage=COVERAGE,
            repository=repository.name,
        )

    def try_program(self, files: dict[str, bytes], question: Question) -> Scan:
        self.questions.append(question)
        verdict = self.verdicts.get("program", Verdict.SAFE)
        return msgspec.structs.replace(scan_of(), verdict=verdict)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    """The pipeline's answers."""
    made = FakePipeline({"v2.0.0": Verdict.VULNERABLE, "v2.0.0-rc.0": Verdict.VULNERABLE, "v1.1.0": Verdict.SAFE})
    for name in ("scan", "timeline", "try_program"):
        monkeypatch.setattr(pipeline, name, getattr(made, name))
    monkeypatch.setattr(chronicle, "explained", lambda timeline, *_: timeline)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Run:
    """Runs a command as ``main`` does."""
    monkeypatch.setenv("NILTRAIL_CACHE_DIR", str(own_cache / "commands"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)

    def running(*words: str | Path) -> Ran:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return running
