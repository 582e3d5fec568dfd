"""What a run means to the shell.

| code | meaning |
|---|---|
| 0 | everything that was asked of the given exports is compliant |
| 1 | a clause at or above the severity of `--fail-on` is not compliant |
| 2 | wrong usage or invalid pack (raised, not computed here) |
| 3 | an export breaks its contract, so that no verdict on it stands firm; or a clause could not be judged although
      its export was given |
| 5 | nothing was judged at all |
"""

from typing import Literal

from guiju.model.registry import is_of_the_pack
from guiju.model.run import ClauseResult, Run
from guiju.model.standard import SEVERITIES, Severity


def exit_code(run: Run, fail_on: Severity | Literal["never"]) -> int:
    """A check that judged nothing is never a 0, and one that left something open is not either.

    A verdict on an export that breaks its contract is neither a 0 nor a 1: the data come first, whatever `--fail-on`.
    """
    if run.broken_contracts:
        return 3
    noncompliant = [result for result in run.clauses if result.verdict == "noncompliant"]
    if fail_on != "never":
        gravest = SEVERITIES.index(fail_on)
        if any(SEVERITIES.index(result.severity) >= gravest for result in noncompliant):
            return 1
    # What the pack says of itself is no judgement of the exports that were given.
    exports_given = any(not is_of_the_pack(summary.export) for summary in run.exports)
    asked = [result for result in run.clauses if not (exports_given and is_of_the_pack(result.export))]
    if not any(_judged(result) for result in asked):
        return 3 if any(result.blocked for result in run.clauses) else 5
    return 3 if any(result.blocked for result in run.clauses) else 0


def _judged(result: ClauseResult) -> bool:
    """Whether the data said something; a clause whose breaches are all waived was judged as well."""
    return result.verdict_without_waivers != "undecided"
