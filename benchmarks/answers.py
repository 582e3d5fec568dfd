"""What the tools found, in one form, and the check that they found the same."""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import times
import work
from times import Times
from tools import Tool
from work import GroupAnswer, RowAnswer

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything that one tool found in one file."""

    rules: Mapping[str, RowAnswer]
    targets: Mapping[str, Sequence[GroupAnswer]]
    times: Times | None
    """None where the tool does not count how long cases took."""

    @property
    def missing(self) -> list[str]:
        """The rules and targets that the tool did not judge."""
        return [
            name for name in (*work.ROW_RULES, *work.TARGETS) if name not in self.rules and name not in self.targets
        ]


def read(tool: Tool, output: str, folder: Path) -> Answer:
    """The answer of a run, from its stdout or from the folder that it wrote."""
    return _of_run(folder) if tool.into_folder else _of_json(output)


def differences(answer: Answer, reference: Answer) -> Iterator[str]:
    """Everything in which two tools disagree, of what both did."""
    for name, found in answer.rules.items():
        yield from (f"{name}: {words}" for words in _rule_differences(found, reference.rules[name]))
    for name, groups in answer.targets.items():
        expected = {(group.by, group.period): group for group in reference.targets[name]}
        for group in groups:
            where = f"{name} {group.by or ''} {group.period or ''}".rstrip()
            if (group.by, group.period) not in expected:
                yield f"{where}: a group that the other has not"
                continue
            yield from (f"{where}: {words}" for words in _group_differences(group, expected[group.by, group.period]))


def groups_left_out(answer: Answer, reference: Answer) -> dict[str, int]:
    """Target -> groups that the reference has and the answer has not."""
    left = {name: len(reference.targets[name]) - len(groups) for name, groups in answer.targets.items()}
    return {name: count for name, count in left.items() if count}


def _rule_differences(found: RowAnswer, expected: RowAnswer) -> Iterator[str]:
    if found.breached != expected.breached:
        yield f"{found.breached} breached instead of {expected.breached}"
    if found.judged is not None and found.judged != expected.judged:
        yield f"{found.judged} judged instead of {expected.judged}"
    if found.verdict != expected.verdict:
        yield f"{found.verdict} instead of {expected.verdict}"
    if found.ids is None or expected.ids is None:
        return
    if len(found.ids) != min(found.breached, work.MOST_IDS):
        yield f"{len(found.ids)} ids for {found.breached} breached"
    if expected.breached <= work.MOST_IDS and sorted(found.ids) != sorted(expected.ids):
        yield "other ids"


def _group_differences(found: GroupAnswer, expected: GroupAnswer) -> Iterator[str]:
    if found.cases is not None and found.cases != expected.cases:
        yield f"{found.cases} cases instead of {expected.cases}"
    if (found.value is None) != (expected.value is None):
        yield f"value {found.value} instead of {expected.value}"
    elif found.value is not None and expected.value is not None:
        if not math.isclose(found.value, expected.value, rel_tol=_TOLERANCE):
            yield f"value {found.value} instead of {expected.value}"
        if found.verdict not in (expected.verdict, "undecided"):
            yield f"{found.verdict} instead of {expected.verdict}"


def _of_json(output: str) -> Answer:
    told = json.loads(output)
    return Answer(
        rules={name: RowAnswer(**found) for name, found in told["rules"].items()},
        targets={name: [GroupAnswer(**group) for group in groups] for name, groups in told["targets"].items()},
        times=None if told["times"] is None else times.of_json(told["times"]),
    )


def _of_run(folder: Path) -> Answer:
    """From run.json, findings.csv and distributions.json; the clause's own id is the rule's name."""
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    ids = _ids_by_clause(folder / "findings.csv")
    rules: dict[str, RowAnswer] = {}
    targets: dict[str, list[GroupAnswer]] = {}
    for result in run["clauses"]:
        name = result["clause"].split(".")[1]
        if result["kind"] == "target":
            targets[name] = [_group(group) for group in result["groups"]]
        else:
            rules[name] = _rule(result, ids[result["clause"]])
    return Answer(rules=rules, targets=targets, times=times.of_run(folder))


def _rule(result: Mapping[str, object], ids: Sequence[str]) -> RowAnswer:
    counts = result["counts"]
    if not isinstance(counts, dict):
        raise TypeError(f"{result['clause']} was not judged: {result['reason']}")
    return RowAnswer(
        breached=counts["breached"],
        judged=counts["kept"] + counts["breached"],
        ids=ids,
        verdict=str(result["verdict"]),
    )


def _group(group: Mapping[str, object]) -> GroupAnswer:
    by = group["by"]
    value, cases = group["value"], group["cases"]
    return GroupAnswer(
        by=next(iter(by.values()), None) if isinstance(by, dict) else None,
        period=work.month(group["period"]),
        cases=cases if isinstance(cases, int) else None,
        value=float(value) if isinstance(value, int | float) else None,
        verdict=str(group["verdict"]),
    )


def _ids_by_clause(path: Path) -> Mapping[str, list[str]]:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for finding in csv.DictReader(file):
            ids[finding["clause"]].append(finding["key"])
    return ids
