"""Hand-made messages: what an analysis of a small image puller could have said."""

from __future__ import annotations

from analyzer.findings import (
    Coverage,
    Finding,
    Guard,
    Hop,
    Reach,
    Release,
    RuleResult,
    Scan,
    Timeline,
    Verdict,
)
from analyzer.history import timeline
from analyzer.places import Place

RULE = "nil-pull-credentials"
RUN = "internal/cri/server/podsandbox/sandbox_run.go"
PULL = "internal/cri/server/images/image_pull.go"
CONDITION = "len(filepath.SplitList(s.config.Registry.ConfigPath)) > 0"

COVERAGE = Coverage(files=5210, candidates=12, parsed=31, bodies=57)
VULNERABLE = Finding(
    rule=RULE,
    verdict=Verdict.VULNERABLE,
    fingerprint="1f0c9a6be2d84571",
    site=Place(RUN, 30, 34),
    caller="(*Controller).Start",
    callee="(*CRIImageService).PullImage",
    passes="nil-literal",
    parameter="credentials",
    condition=CONDITION,
    entry=(
        Hop(Place("internal/cri/server/sandbox_run.go", 14), "call", "(*criService).RunPodSandbox"),
        Hop(Place("internal/cri/server/sandbox_run.go", 21, 12), "call", "(*Controller).Start"),
    ),
    reaches=(
        Reach(
            Place(PULL, 79, 33),
            "docker.WithAuthCreds",
            "covered",
            "len(filepath.SplitList(s.config.Registry.ConfigPath)) == 0",
            (Hop(Place(RUN, 30, 34), "pass", "argument credentials of (*CRIImageService).PullImage"),),
        ),
        Reach(
            Place(PULL, 56, 3),
            "docker/config.HostOptions.Credentials",
            "nil",
            CONDITION,
            (
                Hop(Place(RUN, 30, 34), "pass", "argument credentials of (*CRIImageService).PullImage"),
                Hop(Place(PULL, 42, 71), "pass", "argument credentials of (*CRIImageService).registryHosts"),
                Hop(Place(PULL, 56, 3), "sink", "field Credentials of config.HostOptions"),
            ),
        ),
    ),
    guards=(
        Guard(
            Place(PULL, 69, 4), "credentials == nil", "some paths", "criconfig.RegistryConfig.Auth", "known.Auth != nil"
        ),
    ),
    note="On the other branch the configured login is used.",
)
MITIGATED = Finding(
    rule=RULE,
    verdict=Verdict.MITIGATED,
    fingerprint="77d5f0a3c1b29e08",
    site=Place("pkg/cri/server/image_ensure.go", 18, 15),
    caller="(*criService).ensureImage",
    callee="(*criService).PullImage",
    passes="omitted-field",
    parameter="r",
    omits="PullImageRequest.Auth",
    reaches=(
        Reach(
            Place("pkg/cri/server/image_pull.go", 48, 33),
            "docker.WithAuthCreds",
            "guarded",
            "",
            (
                Hop(Place("pkg/cri/server/image_ensure.go", 18, 15), "pass", "field Auth of argument r"),
                Hop(Place("pkg/cri/server/image_pull.go", 41, 4), "guard", "auth == nil"),
            ),
        ),
    ),
    guards=(
        Guard(Place("pkg/cri/server/image_pull.go", 41, 4), "auth == nil", "every path", "config.RegistryConfig.Auth"),
    ),
)
UNKNOWN = Finding(
    rule=RULE,
    verdict=Verdict.UNKNOWN,
    fingerprint="00aa11bb22cc33dd",
    site=Place("a.go", 3),
    caller="main",
    callee="(Puller).PullImage",
    passes="conditional-nil",
    parameter="credentials",
    reaches=(
        Reach(
            Place("a.go", 9),
            "",
            "unknown",
            reason="the callee of p.hook is not known",
            path=(Hop(Place("a.go", 3), "pass", "x"),),
        ),
    ),
)


def scan_of(*findings: Finding, revision: str = "v2.0.0", coverage: Coverage = COVERAGE, note: str = "") -> Scan:
    """A scan of one rule."""
    verdict = max((finding.verdict for finding in findings), key=lambda one: one.severity, default=Verdict.SAFE)
    return Scan(
        revision=revision,
        commit="207ad711eabd375a01713109a8a197d197ff6542",
        date="2023-04-03",
        verdict=verdict,
        findings=findings,
        rules=(RuleResult(RULE, verdict, coverage=coverage, note=note),),
        repository="https://example.com/pullbox",
    )


def release(tag: str, verdict: Verdict, *findings: Finding, date: str = "2023-04-03", note: str = "") -> Release:
    """A release of a timeline, its line not filled in."""
    return Release(tag, "207ad711eabd375a01713109a8a197d197ff6542", date, "", verdict, findings, note)


def history() -> Timeline:
    """Releases of several lines."""
    pairs = [
        *((f"v1.0.{number}", Verdict.NOT_APPLICABLE) for number in range(4)),
        ("v1.1.0", Verdict.SAFE),
        ("v1.1.1", Verdict.SAFE),
        *((f"v1.7.{number}", Verdict.MITIGATED) for number in range(25)),
        ("v2.0.0-beta.0", Verdict.MITIGATED),
        *((f"v2.0.0-beta.{number}", Verdict.VULNERABLE) for number in range(1, 8)),
        ("v2.0.0-rc.0", Verdict.VULNERABLE),
        ("v2.0.0-rc.10", Verdict.VULNERABLE),
        ("v2.0.0", Verdict.VULNERABLE),
        *((f"v2.0.{number}", Verdict.MITIGATED) for number in range(1, 13)),
        ("v2.1.0-beta.0", Verdict.VULNERABLE),
        ("v2.1.0", Verdict.UNKNOWN),
    ]
    findings = {Verdict.VULNERABLE: (VULNERABLE,), Verdict.MITIGATED: (MITIGATED,), Verdict.UNKNOWN: (UNKNOWN,)}
    releases = [
        release(
            tag,
            verdict,
            *findings.get(verdict, ()),
            note="object 12ab34cd56ef is missing" if verdict is Verdict.UNKNOWN else "",
        )
        for tag, verdict in pairs
    ]
    return timeline(reversed(releases), [RULE], coverage=COVERAGE, repository="https://example.com/pullbox")
