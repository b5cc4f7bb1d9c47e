"""What a finding is compared with: a call of the same function that passes something."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.answers import Question
from analyzer.findings import Contrast, RuleResult, Verdict
from analyzer.nilflow.judge import moved
from analyzer.pipeline import try_program
from analyzer.places import Place
from analyzer.program.asked import Shift
from analyzer.rules import load
from tests.demo_files import files_of

RELEASE = "v2.0.0"
FOLDER = "internal/cri/server/podsandbox"
SAFE = "internal/cri/server/images/image_pull.go"
GIVES = "credentials := func("
QUESTION = Question(rules=tuple(one.rule for one in load()))
PASSES = "s.CRIImageService.PullImage(ctx, r.GetImage(), credentials)"


def contrast_of(files: dict[str, bytes]) -> Contrast | None:
    """What the demonstration's one finding is compared with."""
    (finding,) = try_program(files, QUESTION).findings
    assert finding.verdict is Verdict.VULNERABLE
    return finding.contrast


def edited(path: str, *edits: tuple[str, str]) -> dict[str, bytes]:
    """The release with one file changed."""
    files = dict(files_of(RELEASE))
    for find, replace in edits:
        assert files[path].decode().count(find) == 1
        files[path] = files[path].replace(find.encode(), replace.encode())
    return files


def extra(body: str) -> bytes:
    """A further file of the finding's package, with one method."""
    return f'package podsandbox\n\nimport "context"\n\n{body}\n'.encode()


def test_the_call_that_passes_something_is_shown() -> None:
    """A reader is told what is wrong, and not what it looks like where it is right."""
    assert contrast_of(files_of(RELEASE)) == Contrast(
        Place(SAFE, 30, 32), "images.(*GRPCCRIImageService).PullImage", "credentials"
    )


def test_the_nearest_call_is_taken() -> None:
    """The example comes from the other end of the tree although there is one beside the defect."""
    files = dict(files_of(RELEASE))
    files[f"{FOLDER}/z.go"] = extra(
        "func (c *Controller) again(ctx context.Context) (string, error) {\n"
        "\treturn c.imageService.PullImage(ctx, c.config.SandboxImage, c.login)\n}\n\n"
        "func (c *Controller) login(host string) (string, string, error) { return host, host, nil }"
    )
    found = contrast_of(files)
    assert found is not None and (found.place.path, found.text) == (f"{FOLDER}/z.go", "c.login")


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (
            "func(host string) (string, string, error) { return login(nil) }",
            "func(string) (string, string, error) {…}",
        ),
        (f"named({', '.join(['host'] * 2)}).{'very' * 30}Long", f"named(host, host).{'very' * 30}"[:79] + "…"),
    ],
    ids=["a literal", "a long name"],
)
def test_what_is_passed_is_told_in_short(passed: str, text: str) -> None:
    """Whole functions of an analysed repository are copied into reports."""
    found = contrast_of(edited(SAFE, (PASSES, PASSES.replace("credentials", passed)), (GIVES, "_ = func(")))
    assert found is not None and found.text == text


def test_a_call_that_passes_nothing_on_some_path_is_no_example() -> None:
    """The defect is compared with another defect."""
    files = edited(SAFE, (PASSES, f"{PASSES}\n\tif err == nil {{\n\t\tcredentials = nil\n\t}}\n\tref, err = {PASSES}"))
    found = try_program(files, QUESTION).findings
    assert len(found) == 2
    assert {one.contrast and one.contrast.place.line for one in found if one.site.path != SAFE} == {30}


def test_without_such_a_call_there_is_no_example() -> None:
    """A call that passes nothing is shown as the right one."""
    assert contrast_of(edited(SAFE, (PASSES, '"", error(nil)'))) is None


def test_test_files_are_no_example() -> None:
    """A fake's credentials are recommended."""
    files = edited(SAFE, (PASSES, '"", error(nil)'))
    files[f"{FOLDER}/z_test.go"] = extra(
        "func (c *Controller) again(ctx context.Context) (string, error) {\n"
        "\treturn c.imageService.PullImage(ctx, c.config.SandboxImage, c.login)\n}\n\n"
        "func (c *Controller) login(host string) (string, string, error) { return host, host, nil }"
    )
    assert contrast_of(files) is None


def test_the_example_moves_with_its_lines() -> None:
    """In a neighbouring release the example's line is that of the release before."""
    files = files_of(RELEASE)
    scan = try_program(files, QUESTION)
    result = RuleResult(scan.rules[0].rule, scan.verdict, scan.findings)
    (finding,) = moved(result, (Shift(SAFE, 20, 40, 7),)).findings
    assert finding.contrast is not None and finding.contrast.place == Place(SAFE, 37, 32)
    assert msgspec.structs.replace(finding, contrast=None).site == result.findings[0].site
