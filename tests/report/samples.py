"""Hand-made messages: what an analysis of a small image puller could have said."""

from __future__ import annotations

import msgspec

from analyzer.assessments import Asked, Assessment, Decided, Pulled, Sign, Value
from analyzer.checks import Check, Result, Suppression
from analyzer.findings import (
    About,
    Against,
    Change,
    Commit,
    Contrast,
    Coverage,
    Finding,
    Guard,
    Hop,
    Match,
    Reach,
    Release,
    RuleResult,
    Scan,
    Timeline,
    Transition,
    Upstream,
    Verdict,
)
from analyzer.history import timeline
from analyzer.places import Place
from analyzer.stories import (
    Backports,
    Bisection,
    Difference,
    End,
    Item,
    News,
    Pair,
    Pick,
    Standing,
    Walk,
)

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
    contrast=Contrast(Place(PULL, 20, 9), "(*GRPCService).PullImage", "s.credentials(r)"),
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


def commit(letter: str, summary: str, *, request: str = "", date: str = "2024-11-19") -> Commit:
    """A commit whose id is one letter."""
    return Commit(letter * 40, date, "2024-10-29", "A U Thor", summary, request)


GUARDED = Change(
    "guard", "appeared", Place(PULL, 136, 2), "credentials == nil", "", "every sink", "config.RegistryConfig.Auth"
)
CHANGES = (
    GUARDED,
    Change("sink", "changed", Place(PULL, 56), "docker/config.HostOptions.Credentials", "nil", "covered"),
    Change("site", "moved", Place(RUN, 30), "a → b", "old/run.go:3", f"{RUN}:30"),
    Change("source", "changed", Place(RUN, 30), "a → b", "omitted-field (Auth)", "nil-literal (credentials)"),
    Change("guard", "vanished", Place(PULL, 41), "auth == nil", "some paths"),
    Change("hop", "changed", Place(PULL, 42), "guard", "argument x", "replaced: credentials == nil"),
)
INTRODUCED = Transition(
    RULE, Verdict.MITIGATED, Verdict.VULNERABLE, commit("d", "Merge pull request #9152 from a/b", request="9152", date="2024-01-12"),
    commit("e", "Split | the <service>"), CHANGES[2:5], ("v2.0.0-beta.1",), unjudged=2,
)  # fmt: skip
FIXED = Transition(
    RULE, Verdict.VULNERABLE, Verdict.MITIGATED, commit("a", "Merge pull request #10917 from x/y", request="10917"),
    commit("b", "fix: use the login", request="10917"), CHANGES[:2], tuple(f"v2.{number}.0" for number in range(1, 7)),
)  # fmt: skip
MATCH = Match("main", FIXED.responsible.commit, FIXED.merged.date, ("patch-id", "author-and-date"))
BACKPORTED = msgspec.structs.replace(
    FIXED,
    merged=commit("c", "Merge pull request #11031"),
    responsible=commit("f", "fix: use the login"),
    backport=MATCH,
)
BISECTION = Bisection(
    walks=(
        Walk("main", "a" * 40, 6446, 6446, Verdict.SAFE, Verdict.MITIGATED, (INTRODUCED, FIXED)),
        Walk(
            "release/2.0", "c" * 40, 5474, 5400, Verdict.SAFE, Verdict.MITIGATED,
            (msgspec.structs.replace(INTRODUCED, shared="main"), BACKPORTED), 3, "object 12ab34cd56ef is missing",
        ),
        Walk("release/1.0", "0" * 40, 0, 0, Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
        Walk("release/1.1", "1" * 40, 5, 5, Verdict.SAFE, Verdict.SAFE),
    ),
    rules=(RULE,),
    verdict=Verdict.MITIGATED,
    repository="https://example.com/pullbox",
)  # fmt: skip
DIFFERENCE = Difference(
    before=End("v2.0.0", "a" * 40, "2024-11-05", Verdict.VULNERABLE),
    after=End("v2.0.1", "b" * 40, "2024-12-11", Verdict.MITIGATED, ("a note",)),
    pairs=(
        Pair("fixed", VULNERABLE, MITIGATED, CHANGES),
        Pair("new", None, UNKNOWN, (Change("site", "appeared", UNKNOWN.site, "main → Pull", after="nil-literal"),)),
        Pair("gone", MITIGATED, None, (Change("site", "vanished", MITIGATED.site, "a → b", before="omitted-field"),)),
    ),
    rules=(RULE,),
    verdict=Verdict.MITIGATED,
    repository="https://example.com/pullbox",
)
PICK = Pick(
    FIXED.responsible, "cleanly", (), Verdict.MITIGATED, f"git switch release/1.9 && git cherry-pick -x {'b' * 40}"
)
BACKPORTS = Backports(
    standings=(
        Standing("release/1.8", RULE, "1" * 40, Verdict.SAFE, "not-affected", "v1.8.3", Verdict.SAFE),
        Standing("release/1.9", RULE, "2" * 40, Verdict.VULNERABLE, "vulnerable", "v1.9.3", Verdict.VULNERABLE, PICK),
        Standing(
            "release/1.10", RULE, "3" * 40, Verdict.VULNERABLE, "vulnerable", "", Verdict.NOT_APPLICABLE,
            msgspec.structs.replace(PICK, applies="with-conflicts", conflicts=("a.go", "b.go"), verdict=Verdict.UNKNOWN),
        ),
        Standing(
            "release/2.0", RULE, "c" * 40, Verdict.MITIGATED, "fixed", "v2.0.1", Verdict.MITIGATED,
            fix=BACKPORTED.responsible, backport=MATCH,
        ),
    ),
    supported="as RELEASES.md of main says",
    rules=(RULE,),
    verdict=Verdict.VULNERABLE,
    repository="https://example.com/pullbox",
)  # fmt: skip
NEWS = News(
    items=(
        Item("affected-release", "v2.0.0", RULE, None, Verdict.VULNERABLE, "a" * 40),
        Item("fix", "main", RULE, Verdict.VULNERABLE, Verdict.MITIGATED, "b" * 40, (GUARDED,)),
        Item("gone", "release/0.9", RULE, Verdict.VULNERABLE, None),
    ),
    known=290,
    judged=2,
    rules=(RULE,),
    verdict=Verdict.VULNERABLE,
    repository="https://example.com/pullbox",
)
LOST = Change(
    "guard", "vanished", Place(PULL, 39, 2), "credentials == nil", "every sink", "", "config.RegistryConfig.Auth"
)
_SITE = Change("site", "appeared", UNKNOWN.site, "main → (Puller).PullImage", after="nil-literal")
ANSWERED = Suppression(
    "comment", Place(RUN, 29, 2), RULE, "the pause image needs no login | see <#12>", "2026-12-31", state="used"
)
CHECK = Check(
    revision="work tree",
    commit="b" * 40,
    date="2024-12-11",
    changed=2,
    base="main",
    base_commit="a" * 40,
    baseline="niltrail-baseline.json",
    results=(
        Result(VULNERABLE, "worsened", Place(PULL, 39), Verdict.MITIGATED, LOST),
        Result(UNKNOWN, "new", UNKNOWN.site, None, _SITE),
        Result(msgspec.structs.replace(VULNERABLE, fingerprint="2b"), "new", VULNERABLE.site, suppressed=ANSWERED),
        Result(msgspec.structs.replace(VULNERABLE, fingerprint="3c"), "unchanged", VULNERABLE.site, Verdict.VULNERABLE),
        Result(MITIGATED, "unchanged", MITIGATED.site, Verdict.MITIGATED),
        Result(
            msgspec.structs.replace(MITIGATED, fingerprint="4d"), "better", Place(PULL, 41), Verdict.VULNERABLE, GUARDED
        ),
        Result(msgspec.structs.replace(VULNERABLE, fingerprint="5e"), "fixed", VULNERABLE.site, Verdict.VULNERABLE),
    ),
    suppressions=(
        ANSWERED,
        Suppression("file", Place("ignore.toml", 4), "", "legacy", path="old/*"),
        Suppression("file", Place("ignore.toml", 9), RULE, "later", "2024-01-01", "77d5", state="expired", trouble="it held until 2024-01-01"),
        Suppression("comment", Place(PULL, 12), RULE, "", state="wrong", trouble="it gives no reason"),
    ),
    rules=(RuleResult(RULE, Verdict.VULNERABLE, coverage=COVERAGE),),
    verdict=Verdict.VULNERABLE,
    notes=("untracked.go is not tracked by git and was left out",),
    repository="https://example.com/pullbox",
)  # fmt: skip
CLEAN_CHECK = Check(
    revision="HEAD",
    commit="b" * 40,
    date="2024-12-11",
    changed=0,
    base="main",
    base_commit="a" * 40,
    baseline="",
    results=(Result(MITIGATED, "unchanged", MITIGATED.site, Verdict.MITIGATED),),
    suppressions=(),
    rules=(RuleResult(RULE, Verdict.MITIGATED, coverage=COVERAGE),),
    verdict=Verdict.SAFE,
    repository="https://example.com/pullbox",
)


def explained() -> Timeline:
    """The same releases, dated, with what introduced and fixed line 2.0, beside an upstream."""
    plain = history()
    dated = tuple(
        msgspec.structs.replace(one, date=f"20{14 + number // 6}-{1 + number % 6 * 2:02}-15")
        for number, one in enumerate(plain.releases)
    )
    lines = tuple(
        msgspec.structs.replace(line, days=329, introduced=INTRODUCED, fixed=BACKPORTED) if line.line == "2.0" else line
        for line in plain.lines
    )
    beside = Upstream(
        "https://example.com/up",
        (
            Against("v1.0.0", "v1.0.0", "tag", "same", Verdict.SAFE, Verdict.SAFE),
            Against("v1.0.1", "v1.0.1", "tag", "same", Verdict.SAFE, Verdict.SAFE),
            Against(
                "v2.0.0", "v2.0.0", "tag", "patched-differently", Verdict.MITIGATED, Verdict.VULNERABLE, (GUARDED,)
            ),
            Against("x", "", "", "no-base", Verdict.UNKNOWN, Verdict.NOT_APPLICABLE),
        ),
    )
    return msgspec.structs.replace(plain, releases=dated, lines=lines, upstream=beside)


HOSTS_DIR = Value(
    "plugins.'io.containerd.grpc.v1.cri'.registry.config_path", "file", '"/etc/certs.d"', Place("config.toml", 5)
)
ASSESSMENT = Assessment(
    asked="pullbox 2.0.0-1",
    revision="v2.0.0",
    commit="207ad711eabd375a01713109a8a197d197ff6542",
    date="2023-04-03",
    released=Verdict.VULNERABLE,
    outcome="affected",
    reasons=(
        "sandbox image r.example/pause:3: the login for r.example at config.toml:7 is not used: r.example is asked anonymously.",
        f'config_path is "/etc/certs.d" at config.toml:5, so {CONDITION} holds.',
    ),
    decided=(Decided(RULE, VULNERABLE.fingerprint, VULNERABLE.site, CONDITION, "yes", (HOSTS_DIR,)),),
    pulled=(
        Pulled(
            "sandbox image",
            "r.example/pause:3",
            "r.example",
            Value("sandbox_image", "file", '"r.example/pause:3"', Place("config.toml", 3)),
            (
                Asked("m.example", "sent", Place("certs.d/r.example/hosts.toml", 2)),
                Asked("r.example", "configured", Place("config.toml", 7)),
            ),
            "yes",
            "the login for r.example at config.toml:7 is not used: r.example is asked anonymously.",
            ("other.example",),
            "certs.d/r.example/hosts.toml has an address without a host",
        ),
    ),
    files=("config.toml", "certs.d/r.example/hosts.toml"),
    fixed="v2.0.1",
    signs=(Sign("401 Unauthorized", "the registry's access log"),),
    verdict=Verdict.VULNERABLE,
    notes=("2.0.0-1 is made from 2.0.0, and that is what was judged.",),
    about=(About(RULE, "nil credentials", "Nothing is passed.", workaround="Keep the image on the nodes."),),
    repository="https://example.com/pullbox",
)
DOUBTFUL = msgspec.structs.replace(
    ASSESSMENT,
    asked="2.0.0",
    outcome="unknown",
    verdict=Verdict.UNKNOWN,
    reasons=("c.hook(ctx) is not known.",),
    decided=(
        Decided(
            RULE,
            VULNERABLE.fingerprint,
            VULNERABLE.site,
            f"{CONDITION} && c.hook(ctx)",
            "unknown",
            (),
            ("c.hook(ctx)",),
        ),
    ),
    pulled=(
        Pulled(
            "sandbox image",
            "",
            "",
            Value("sandbox_image", "file", "", Place("config.toml", 3), "it is no image's name"),
            (),
            "unknown",
            "which image is pulled is not known.",
        ),
    ),
    fixed="",
    signs=(),
    notes=(),
)
ASSESSED_HARMLESS = msgspec.structs.replace(
    ASSESSMENT,
    asked="2.0.1",
    revision="v2.0.1",
    released=Verdict.MITIGATED,
    outcome="not-affected",
    verdict=Verdict.MITIGATED,
    reasons=("v2.0.1 is mitigated: every way is guarded in it.",),
    decided=(),
    fixed="",
    signs=(),
)
