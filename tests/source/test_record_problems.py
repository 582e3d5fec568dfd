"""What pydantic and the model find wrong, in words and places that people understand."""

import re

import pytest
from pydantic import ValidationError

from builders.packs import CALENDAR, EXPORT, KPI, MINIMAL, STANDARD, SYSTEM
from guiju.model.export import Export
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar
from guiju.model.problem import Problem
from guiju.model.record import Record
from guiju.model.standard import Standard
from guiju.model.system import System
from guiju.source.front_matter import FrontMatter, split
from guiju.source.nodes import read_nodes
from guiju.source.record_problems import record_problems

MODELS: dict[str, type[Record]] = {
    STANDARD: Standard,
    EXPORT: Export,
    KPI: Kpi,
    CALENDAR: Calendar,
    SYSTEM: System,
}

REVIEWS = """\
reviews:
  - {{on: {}, by: quality-committee, result: no-change, note: {{zh: 不变, en: No change}}}}
  - {{on: {}, by: quality-committee, result: {}, note: {{zh: 不变, en: No change}}}}
clauses:
"""


def problems_of(name: str, old: str, new: str) -> tuple[Problem, ...]:
    text = MINIMAL[name]
    assert old in text
    parts = split(text.replace(old, new, 1), "f")
    head, line = (parts.head, parts.head_line) if isinstance(parts, FrontMatter) else (text.replace(old, new, 1), 1)
    document = read_nodes(head, "f", line)
    assert document.problems == ()
    with pytest.raises(ValidationError) as caught:
        MODELS[name].model_validate(document.value)
    return record_problems(caught.value, document, MODELS[name])


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            STANDARD,
            "owner:",
            "ownr:",
            ["f:2:1: the key owner is missing; add it", "f:5:1: unknown key ownr; did you mean owner?"],
        ),
        (
            STANDARD,
            "within: handled_within",
            "withn: handled_within",
            ["f:33:7: unknown key withn; did you mean within?"],
        ),
        (
            STANDARD,
            "from: received_at",
            "form: received_at",
            [
                "f:29:7: the key from is missing in clauses.0.check; add it",
                "f:31:7: unknown key form; did you mean from?",
            ],
        ),
        (
            STANDARD,
            "kind: deadline",
            "kind: deadlin",
            [
                (
                    "f:29:7: clauses.0.check: deadlin is none of the choices; "
                    "write one of: deadline, condition, target, cadence, match, attest, sequence"
                )
            ],
        ),
        (
            STANDARD,
            "      kind: deadline\n",
            "",
            ["f:29:7: clauses.0.check: the key `kind` is missing; it says which kind this is"],
        ),
        (
            STANDARD,
            "force: shall",
            "force: must",
            ["f:25:12: clauses.0.force: 'must' is none of the choices; write one of: shall, should, may"],
        ),
        (
            STANDARD,
            "binds: [complaint-officer, service-agent]",
            "binds: []",
            ["f:6:8: binds: at least 1 must be given here"],
        ),
        (
            STANDARD,
            "binds: [complaint-officer, service-agent]",
            "binds: complaint-officer",
            ["f:6:8: binds: a list such as [a, b] is expected here"],
        ),
        (
            STANDARD,
            "review_in: P1Y",
            "review_in: yearly",
            ["f:7:12: review_in: 'yearly' is not an ISO 8601 duration such as PT24H, P1Y or P2WD"],
        ),
        (
            STANDARD,
            "handled_within: PT24H",
            "handled_within: 24 h",
            [
                (
                    "f:15:28: revisions.0.sets.handled_within: '24 h' is no value with a unit; write a duration "
                    "(PT24H, P2WD), a percentage (95%), a number, a date (2025-01-31) or true/false"
                )
            ],
        ),
        (
            STANDARD,
            "version: 2.0.0",
            "version: 2.0",
            ["f:10:14: revisions.0.version: a text is expected here; put it in quotes"],
        ),
        (
            STANDARD,
            "version: 2.0.0",
            "version: v2",
            ["f:10:14: revisions.0.version: 'v2' does not fit: a version is three numbers, such as 2.0.0"],
        ),
        (
            STANDARD,
            "version: 2.0.0",
            "version: 0.9.0",
            ["f:2:1: revisions stand newest first: 0.9.0 must be higher than 1.0.0"],
        ),
        (
            STANDARD,
            "effective: 2025-07-01",
            "effective: 2024-07-01",
            ["f:2:1: revision 2.0.0 must take effect after revision 1.0.0"],
        ),
        (
            STANDARD,
            "effective: 2025-07-01",
            "effective: 2025-07-32",
            ["f:11:16: revisions.0.effective: a date such as 2025-01-31 is expected here"],
        ),
        (
            STANDARD,
            "approver: quality-committee",
            "approver: complaint-officer",
            ["f:10:5: revisions.0: the approver must be another role than the author"],
        ),
        (
            STANDARD,
            "clauses:\n",
            REVIEWS.format("2025-09-01", "2025-09-01", "no-change"),
            ["f:2:1: reviews stand newest first: 2025-09-01 must be later than 2025-09-01"],
        ),
        (
            STANDARD,
            "clauses:\n",
            REVIEWS.format("2025-09-01", "2024-12-31", "no-change"),
            ["f:2:1: the review on 2024-12-31 is before the standard took effect on 2025-01-01"],
        ),
        (
            STANDARD,
            "clauses:\n",
            REVIEWS.format("2025-09-01", "2025-03-01", "fine"),
            ["f:24:53: reviews.1.result: 'fine' is none of the choices; write one of: no-change"],
        ),
        (
            STANDARD,
            "holds: handler is not null",
            "at: received_at",
            ["f:46:12: clauses.2.check: give exactly one of `holds` (a predicate) and `unique` (columns)"],
        ),
        (
            STANDARD,
            "kind: condition, on: complaints, holds: handler is not null",
            "kind: cadence, on: complaints, every: month",
            ["f:46:12: clauses.2.check: give exactly one of `at_least`, `at_most` and `covers`"],
        ),
        (
            STANDARD,
            "kind: condition, on: complaints, holds: handler is not null",
            "kind: cadence, on: complaints, every: month, covers: channel, values: [phone, phone]",
            [
                (
                    "f:46:12: clauses.2.check: `covers` names a column, and `values` lists what must occur in it, "
                    "each once"
                )
            ],
        ),
        (
            STANDARD,
            "kind: condition, on: complaints, holds: handler is not null",
            (
                "kind: cadence, on: complaints, every: month, at_most: few, subject: [channel], "
                "subjects: {export: complaints, key: {channel: channel}}"
            ),
            ["f:46:12: clauses.2.check: give `subject` (columns) or `subjects` (a roster), not both"],
        ),
        (
            STANDARD,
            "kind: condition, on: complaints, holds: handler is not null",
            "kind: match, on: complaints, with: complaints, key: {number: number}, direction: before",
            [
                (
                    "f:46:12: clauses.2.check: `with_at` and `direction` go with `within`: without a limit the "
                    "partner's time is not asked"
                )
            ],
        ),
        (
            STANDARD,
            "at_least: in_time_share",
            "where: score > 1",
            ["f:52:12: clauses.3.check: give exactly one of `at_least`, `at_most`, `above`, `below` and `between`"],
        ),
        (
            STANDARD,
            "id: complaint-handling",
            "id: Complaint_Handling",
            [
                (
                    "f:2:5: id: 'Complaint_Handling' does not fit: an id is lower-case letters, digits and hyphens, "
                    "such as complaint-handling"
                )
            ],
        ),
        (
            STANDARD,
            "within: handled_within",
            "within: Handled",
            [
                (
                    "f:33:15: clauses.0.check.within: 'Handled' does not fit: a name is lower-case letters, digits and "
                    "underscores, such as handled_within"
                )
            ],
        ),
        (
            STANDARD,
            "zh: 投诉处理时限",
            "zh: 2025-01-01",
            ["f:3:13: title.zh: a text is expected here; put it in quotes"],
        ),
        (STANDARD, "zh: 投诉处理时限", "zh: ~", ["f:3:13: title.zh: nothing stands here; write a text"]),
        (
            STANDARD,
            "title: {zh: 投诉处理时限, en: Complaint handling time}",
            "title: 投诉处理时限",
            ["f:3:8: title: a record of keys and values is expected here"],
        ),
        (
            STANDARD,
            "where: channel <> 'letter'",
            'where: ""',
            ["f:34:14: clauses.0.check.where: a text is expected here, not an empty one"],
        ),
        (
            EXPORT,
            "key: [number]",
            "key: [nummer]",
            ["f:1:1: `key` and `at` name columns that are not listed: nummer"],
        ),
        (
            EXPORT,
            "at: received_at",
            "at: handler",
            ["f:1:1: `at` must be a datetime or date column, handler is text"],
        ),
        (
            EXPORT,
            "required: true",
            "required: perhaps",
            ["f:7:63: columns.number.required: true or false is expected here"],
        ),
        (
            EXPORT,
            "type: number",
            "type: number, minimum: low",
            ["f:11:62: columns.score.minimum: a number is expected here"],
        ),
        (
            KPI,
            "{kind: share, of: handled_at <= received_at + $handled_within}",
            "{kind: percentile, of: score, p: 100}",
            ["f:6:43: measure.p: must be less than 100"],
        ),
        (
            CALENDAR,
            'opens: "09:00", closes: "12:00"',
            'opens: "9:00", closes: "12:00"',
            [
                (
                    "f:7:20: week.monday.0.opens: '9:00' does not fit: a time of day is written as 09:00, "
                    "at the latest 24:00"
                )
            ],
        ),
        (
            CALENDAR,
            'opens: "09:00", closes: "12:00"',
            'opens: "24:00", closes: "12:00"',
            [
                (
                    "f:7:12: week.monday.0: opens is a time of its own day, at the latest 23:59; "
                    "write 00:00 of the next day"
                )
            ],
        ),
        (
            CALENDAR,
            "notices: {2025:",
            "notices: {soon:",
            ["f:5:17: notices.soon: a whole number is expected here"],
        ),
        (
            SYSTEM,
            "from: [日期, 时间]",
            "from: {a: b}",
            [
                (
                    "f:10:27: readings.0.columns.received_at.from: a text is expected here; "
                    "put it in quotes if it starts with { or ["
                )
            ],
        ),
        (
            SYSTEM,
            "      handler: lower(kind)\n",
            "      handler: lower(kind)\n    fold: {key: number, order: [kind], columns: {handler: last(kind)}}\n",
            [
                (
                    "f:7:5: readings.0: `derive` works on rows and `fold` on cases: put the expressions into "
                    "`fold.columns`"
                )
            ],
        ),
    ],
)
def test_each_error_is_told_at_its_place(name: str, old: str, new: str, told: list[str]) -> None:
    problems = problems_of(name, old, new)
    assert sorted(problem.in_("en") for problem in problems) == told
    for problem in problems:
        assert re.search("[\u4e00-\u9fff]", problem.message.zh)
        assert "值不合要求" not in problem.message.zh  # it has words of its own, not pydantic's
