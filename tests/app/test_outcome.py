"""Exit codes: a check that judged nothing is never a success, and an open verdict is not one either."""

import pytest

from guiju.app.outcome import exit_code
from guiju.model.run import ClauseResult, Provenance, Run
from guiju.model.standard import Severity
from guiju.model.text import Text

PROVENANCE = Provenance(
    tool="guiju 0",
    engine="none",
    pack="test",
    pack_path="standards",
    pack_digest="0",
    pack_commit=None,
    system=None,
    as_of=None,
    in_force_on=None,
    findings_limit=None,
)


def result(verdict: str, *, severity: str = "major", blocked: bool = False) -> ClauseResult:
    return ClauseResult.model_validate(
        {
            "clause": "a.b",
            "severity": severity,
            "kind": "deadline",
            "export": "cases",
            "verdict": verdict,
            "reason": Text(zh="原因") if verdict == "undecided" else None,
            "blocked": blocked,
            "counts": None,
        }
    )


GOOD, BAD, OPEN = result("compliant"), result("noncompliant"), result("undecided")
STUCK = result("undecided", blocked=True)


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([GOOD], 0),
        ([GOOD, OPEN], 0),
        ([GOOD, BAD], 1),
        ([BAD, STUCK], 1),
        ([GOOD, STUCK], 3),
        ([STUCK], 3),
        ([OPEN], 5),
        ([], 5),
    ],
)
def test_the_exit_code_says_what_the_shell_must_know(results: list[ClauseResult], code: int) -> None:
    assert exit_code(Run(provenance=PROVENANCE, exports=(), clauses=tuple(results)), "minor") == code


@pytest.mark.parametrize(
    ("fail_on", "severity", "code"),
    [("minor", "minor", 1), ("major", "minor", 0), ("major", "critical", 1), ("critical", "major", 0)],
)
def test_only_clauses_as_grave_as_asked_make_the_check_fail(fail_on: Severity, severity: str, code: int) -> None:
    run = Run(provenance=PROVENANCE, exports=(), clauses=(GOOD, result("noncompliant", severity=severity)))

    assert exit_code(run, fail_on) == code
    assert exit_code(run, "never") == 0
