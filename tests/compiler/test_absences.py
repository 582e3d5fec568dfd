"""A clause that waits for what its source may leave out is undecided, whatever kind it is."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from guiju.compiler.absences import untold
from guiju.compiler.subject import Shape
from guiju.model.checks import Check
from guiju.model.export import Export
from guiju.model.flow import Flow
from guiju.model.intake import ExportTable

EVENTS = ("taken", "answered", "closed")
LOG = Export.model_validate(
    {
        "id": "log",
        "title": {"zh": "日志"},
        "description": {"zh": "测试用。"},
        "key": ["case"],
        "at": "ts",
        "columns": {
            "case": {"title": {"zh": "编号"}, "type": "text"},
            "ts": {"title": {"zh": "时间"}, "type": "datetime"},
            "event": {"title": {"zh": "事件"}, "type": "text", "values": {name: {"zh": name} for name in EVENTS}},
            "who": {"title": {"zh": "谁"}, "type": "text"},
        },
    }
)
FLOW = Flow.model_validate(
    {
        "id": "way",
        "title": {"zh": "流程"},
        "purpose": {"zh": "测试用。"},
        "owner": "desk",
        "start": "take",
        "nodes": [
            {"kind": "step", "id": "take", "title": {"zh": "受理"}, "role": "desk", "event": "taken", "next": "answer"},
            {
                "kind": "step",
                "id": "answer",
                "title": {"zh": "答复"},
                "role": "desk",
                "event": "answered",
                "next": "end",
            },
            {"kind": "end", "id": "end", "title": {"zh": "完"}},
        ],
    }
)
SEQUENCE = {"kind": "sequence", "on": "log", "case": ["case"], "event": "event"}
DEADLINE = {"kind": "deadline", "on": "log", "from": "ts", "to": "ts", "within": "limit"}
PAUSES = {"export": "log", "key": {"case": "case"}, "ends": "\"event\" = 'closed'"}


def missing(check: Mapping[str, Any], complete: Mapping[str, frozenset[str]]) -> list[str]:
    table = ExportTable(
        export="log",
        relation="export_log",
        columns=frozenset(LOG.columns),
        files=(),
        rows_read=0,
        rows_rejected=0,
        rows_used=0,
        records=0,
        unreadable={},
        complete=complete,
    )
    asked: Check = TypeAdapter(Check).validate_python(check)
    return [
        title.zh
        for title in untold(
            asked, FLOW if "flow" in check else None, {"log": Shape(export=LOG, table=table, as_of=None)}
        )
    ]


@pytest.mark.parametrize(
    "check",
    [
        {**SEQUENCE, "template": "absence", "of": "\"event\" IN ('taken', 'closed')"},
        {**SEQUENCE, "template": "precedence", "first": "\"event\" = 'taken'", "then": "\"event\" = 'closed'"},
        {**SEQUENCE, "template": "absence", "of": "\"event\" = 'closed'", "ended": "\"event\" = 'taken'"},
        {**SEQUENCE, "flow": "way", "events": {"answer": "\"event\" = 'closed'"}},
        {**DEADLINE, "pauses": {**PAUSES, "begins": "\"event\" = 'taken'"}},
        {"kind": "match", "on": "log", "with": "log", "key": {"case": "case"}, "with_where": "\"event\" = 'taken'"},
        {"kind": "cadence", "on": "log", "where": "\"event\" = 'taken'", "every": "month", "at_least": "n"},
    ],
)
def test_every_kind_that_reads_absence_waits_for_what_the_source_tells(check: Mapping[str, Any]) -> None:
    assert missing(check, {"event": frozenset({"closed", "answered"})}) == ["taken"]
    assert missing(check, {"event": frozenset(EVENTS)}) == []
    assert missing(check, {}) == []


@pytest.mark.parametrize(
    "check",
    [
        {**SEQUENCE, "template": "absence", "of": "\"who\" = 'taken'"},
        {"kind": "condition", "on": "log", "holds": "\"event\" <> 'taken'"},
        {**SEQUENCE, "flow": "way", "events": {"take": "\"who\" = 'x'"}},
    ],
)
def test_what_is_asked_of_rows_that_are_there_or_of_other_columns_is_no_matter(check: Mapping[str, Any]) -> None:
    assert missing(check, {"event": frozenset({"closed", "answered"})}) == []
