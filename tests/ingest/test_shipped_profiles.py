"""The profiles of the pack on small files written by hand after the makers' documentation, which each test names."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builders.intakes import at, balanced, pack_exports, pack_system, written
from guiju.ingest import ExportFile, load
from guiju.model.intake import REJECTS, ExportTable

ZONE = "Asia/Shanghai"


class Read:
    """What a profile made of a file."""

    def __init__(self, pack: Path, system: str, *files: Path) -> None:
        self.connection = duckdb.connect()
        tables = load(
            [ExportFile(path=file) for file in files],
            exports=pack_exports(pack),
            system=pack_system(pack, system),
            connection=self.connection,
            zone=ZONE,
        )
        self.tables: Mapping[str, ExportTable] = {table.export: table for table in tables}
        assert all(balanced(table) for table in tables)

    def rows(self, export: str, columns: str) -> list[tuple[Any, ...]]:
        relation = self.tables[export].relation
        return self.connection.execute(f"SELECT {columns} FROM {relation} ORDER BY _file, _row").fetchall()

    def rejects(self) -> list[tuple[Any, ...]]:
        found = f'SELECT export, row, "column", value, reason FROM {REJECTS} ORDER BY export, row, "column"'
        return self.connection.execute(found).fetchall()


# Zendesk: "Exporting data to a JSON, CSV, or XML file" (full CSV export), "Satisfaction Ratings" (developers)
ZENDESK = """\
Summation column,Id,Requester,Requester id,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,Due date,\
Initially assigned at,Solved at,Satisfaction Score,Group stations,Reopens,First reply time in minutes
1,35436,Ann,20978392,Bo,Support,Help,Solved,Urgent,Mail,Incident,2025-07-01 09:00,-,2025-07-01 09:05,\
2025-07-01 12:00,Good,3,1,25
1,35437,Cy,20978393,-,-,Hi,Open,-,Web form,Question,2025-07-02 10:00,2025-07-03 18:00,-,-,Not Offered,0,0,-
1,35438,Di,20978394,Bo,Support,X,New,Normal,Carrier pigeon,Task,2025-07-02 11:00,,,,,1,0,0
1,35439,Ed,20978395,Bo,Support,X,New,Normal,Chat,Task,July 2,,,,,1,0,
"""


def test_zendesk_tickets(pack_path: Path, tmp_path: Path) -> None:
    read = Read(pack_path, "zendesk", written(tmp_path, ZENDESK, "tickets.csv"))

    assert read.rows(
        "requests", "request_id, customer_id, channel, request_type, urgency, assigned_team, handler_id"
    ) == [
        ("35436", "20978392", "email", "technical", "critical", "Support", "Bo"),
        ("35437", "20978393", "web", "enquiry", None, None, None),
        ("35438", "20978394", None, "other", "normal", "Support", "Bo"),
    ]
    assert read.rows("requests", "created_at, assigned_at, first_response_at, first_response_actor, resolved_at") == [
        (*times("2025-07-01 09:00", "2025-07-01 09:05", "2025-07-01 09:25"), "human", at("2025-07-01 12:00")),
        (at("2025-07-02 10:00"), None, None, None, None),
        (at("2025-07-02 11:00"), None, at("2025-07-02 11:00"), "human", None),
    ]
    assert read.rows("requests", "due_at, reopened, transfers") == [
        (None, 1, 2),
        (at("2025-07-03 18:00"), 0, 0),
        (None, 0, 0),
    ]
    assert read.rejects() == [
        ("requests", 4, "channel", "Carrier pigeon", "not-in-values"),
        ("requests", 5, None, "July 2", "unreadable:created_at"),
    ]
    assert "no time of closing" in (read.tables["requests"].notes[-1].in_("en"))


def test_a_view_of_zendesk_without_reply_times_is_read_and_says_nothing_of_responses(
    pack_path: Path, tmp_path: Path
) -> None:
    text = "Id,Subject,Priority,Created at,Solved at\n7,Help,High,2025-07-01 09:00,2025-07-01 10:00\n"

    read = Read(pack_path, "zendesk", written(tmp_path, text, "export-2025-07.csv"))

    assert read.rows("requests", "request_id, urgency, first_response_at, transfers") == [("7", "high", None, None)]
    assert {"first_response_at", "first_response_actor", "transfers", "channel"}.isdisjoint(
        read.tables["requests"].columns
    )


def test_zendesk_ratings_tell_whether_they_were_answered_and_no_points(pack_path: Path, tmp_path: Path) -> None:
    rating = '{{"id": {}, "ticket_id": 208, "requester_id": 7881, "assignee_id": 135, "group_id": 44, "score": "{}", '
    times = '"created_at": "2025-07-20T22:55:29Z", "updated_at": "2025-07-21T01:00:00Z"}\n'
    text = "".join(rating.format(n, s) + times for n, s in enumerate(["good", "offered", "unoffered", "bad"]))

    read = Read(pack_path, "zendesk", written(tmp_path, text, "satisfaction_ratings.jsonl"))

    assert read.rows("surveys", "survey_id, request_id, sent_at, answered_at, score_overall") == [
        ("0", "208", at("2025-07-21 06:55:29"), at("2025-07-21 09:00"), None),
        ("1", "208", at("2025-07-21 06:55:29"), None, None),
        ("3", "208", at("2025-07-21 06:55:29"), at("2025-07-21 09:00"), None),
    ]
    assert [(reason.in_("en"), count) for reason, count in read.tables["surveys"].left_out] == [
        ("Ratings that were not offered", 1)
    ]


# Freshdesk: "Exporting tickets", "Freshdesk API, Tickets"
FRESHDESK = """\
Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,\
Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),\
Resolution status,First response status,Tags,Survey results
101,No sound,Closed,Urgent,Phone,Incident,Bo,Helpdesk,2025-07-01 09:00:00,2025-07-01 13:00:00,2025-07-01 12:00:00,\
2025-07-02 12:00:00,2025-07-02 12:00:00,2025-07-01 09:20:00,00:10,00:20:00,03:00:00,Within SLA,Within SLA,,
102,Bill,Open,Medium,Portal,Question,No Agent,No Group,2025-07-01 10:00:00,2025-07-03 10:00:00,,,,,,,,SLA Violated,,,
103,Idea,Open,Low,Fax,Refund,Bo,Helpdesk,2025-07-01 11:00:00,,,,,,,,,late,,,
"""


def test_freshdesk_tickets(pack_path: Path, tmp_path: Path) -> None:
    read = Read(pack_path, "freshdesk", written(tmp_path, FRESHDESK, "Tickets.csv"))

    assert read.rows("requests", "request_id, channel, request_type, urgency, handler_id, assigned_team") == [
        ("101", "phone", "technical", "critical", "Bo", "Helpdesk"),
        ("102", "web", "enquiry", "normal", None, None),
        ("103", None, None, "low", "Bo", "Helpdesk"),
    ]
    assert read.rows("requests", "created_at, first_response_at, resolved_at, closed_at, due_at, source_in_time") == [
        (
            at("2025-07-01 09:00"),
            at("2025-07-01 09:20"),
            at("2025-07-01 12:00"),
            at("2025-07-02 12:00"),
            at("2025-07-01 13:00"),
            True,
        ),
        (at("2025-07-01 10:00"), None, None, None, at("2025-07-03 10:00"), False),
        (at("2025-07-01 11:00"), None, None, None, None, None),
    ]
    assert read.rejects() == [
        ("requests", 4, "channel", "Fax", "not-in-values"),
        ("requests", 4, "request_type", "Refund", "not-in-values"),
        ("requests", 4, "source_in_time", "late", "not-a-boolean"),
    ]


def test_freshdesk_headers_in_other_words_are_found(pack_path: Path, tmp_path: Path) -> None:
    text = "Ticket Id,Created Time,Closed At\n7,2025-07-01 09:00:00,2025-07-01 10:00:00\n"

    read = Read(pack_path, "freshdesk", written(tmp_path, text, "Tickets.csv"))

    assert read.rows("requests", "request_id, closed_at") == [("7", at("2025-07-01 10:00"))]


# Jira: "Data pipeline export schema" (issues), "Export search results" (CSV)
PIPELINE = """\
id,instance_url,key,project_key,issue_type,summary,reporter_id,assignee_id,status,priority_name,resolution,\
created_date,resolution_date,updated_date,due_date\r
10002,http://jira.example,TEST-1,TEST,Incident,Down,77,78,Resolved,Highest,Done,2025-07-01T01:00:00Z,\
2025-07-01T03:30:00.120Z,2025-07-01T03:30:00Z,\r
10003,http://jira.example,TEST-2,TEST,Service Request,Badge,77,,Open,Blocker,,2025-07-01T02:00:00Z,,,\
2025-07-02T02:00:00Z\r
10004,http://jira.example,TEST-3,TEST,Epic,X,77,,Open,Low,,2025-07-01T02:00:00,,,\r
"""
SEARCH = """\
Issue Type,Issue key,Issue id,Summary,Assignee,Reporter,Priority,Status,Resolution,Created,Updated,Due Date,Resolved,\
Custom field ([CHART] Date of First Response),Labels,Labels
[System] Incident,HELP-1,1,Down,Unassigned,Ann,High,Done,Won't Do,01/Oct/25 3:21 PM,,,02/Oct/25 9:00 AM,\
01/Oct/25 3:58 PM,a,b
Question,HELP-2,2,Hi,Bo,Cy,Medium,Open,Unresolved,22/Oct/25 16:55,,31/Oct/25 0:00,,,,
"""


def test_jira_issues_of_the_data_pipeline_are_read_in_their_zone(pack_path: Path, tmp_path: Path) -> None:
    path = written(tmp_path, PIPELINE, "issues_job10_20250701.csv")

    read = Read(pack_path, "jira-service-management", path)

    assert read.rows("requests", "request_id, request_type, urgency, handler_id, resolution_code, created_at") == [
        ("TEST-1", "technical", "critical", "78", "solved", at("2025-07-01 09:00")),
        ("TEST-2", "other", None, None, None, at("2025-07-01 10:00")),
    ]
    assert read.rows("requests", "resolved_at, due_at")[0] == (at("2025-07-01 11:30:00.120"), None)
    assert read.rows("requests", "resolved_at, due_at")[1] == (None, at("2025-07-02 10:00"))
    assert read.rejects() == [
        ("requests", 3, "urgency", "Blocker", "not-in-values"),
        ("requests", 4, None, "2025-07-01T02:00:00", "unreadable:created_at"),
    ]


def test_jira_issues_of_a_search_are_read(pack_path: Path, tmp_path: Path) -> None:
    read = Read(pack_path, "jira-service-management", written(tmp_path, SEARCH, "Jira.csv"))

    assert read.rows("requests", "request_id, request_type, urgency, handler_id, resolution_code") == [
        ("HELP-1", "technical", "high", None, "unsolved"),
        ("HELP-2", None, "normal", "Bo", None),
    ]
    assert read.rows("requests", "created_at, first_response_at, resolved_at, due_at") == [
        (at("2025-10-01 15:21"), at("2025-10-01 15:58"), at("2025-10-02 09:00"), None),
        (at("2025-10-22 16:55"), None, None, at("2025-10-31 00:00")),
    ]
    assert read.rejects() == [("requests", 3, "request_type", "Question", "not-in-values")]


# The ledger: "查询工单列表" (智齿客服), "云客服-查询工单列表" (华为云), "12345 市民热线处理流程"
LEDGER = """\
工单编号,工单类型,受理渠道,紧急程度,承办部门,处理人,受理时间,派单时间,首次响应时间,办结时间,反馈时间,关单时间,\
是否超时,处理结果,投诉级别,满意度
GD001,投诉,热线,特急,客服一部,张三,2025年7月1日 9:05,2025/7/1 9:10,2025-07-01 09:20,2025年7月1日18时30分,\
2025-07-02 09:00,2025-07-03 10:00,否,已办结,一级,满意
GD002,咨询,微信,一般,客服二部,李四,2025-07-01 10:00:00,—,—,2025-07-01 10:30,无,2025-07-01 11:00,是,已解决,/,
GD003,求助,电台,加急,客服二部,李四,2025-07-01 11:00,,,,,,未超时,,,
GD004,投诉,窗口,普通,客服一部,张三,七月一日,,,,,,,,四级,
"""
LEDGER_ROWS = [
    ("GD001", "complaint", "phone", "critical", "客服一部", "张三", True, "solved"),
    ("GD002", "enquiry", "social", "normal", "客服二部", "李四", False, "solved"),
    ("GD003", None, None, None, "客服二部", "李四", True, None),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_chinese_ledger_in_every_encoding(pack_path: Path, tmp_path: Path, encoding: str) -> None:
    read = Read(pack_path, "chinese-ledger", written(tmp_path, LEDGER, "工单台账.csv", encoding))

    columns = "request_id, request_type, channel, urgency, assigned_team, handler_id, source_in_time, resolution_code"
    assert read.tables["requests"].files[0].encoding in ("gb18030", "utf-8", "utf-8-sig")
    assert read.rows("requests", columns) == LEDGER_ROWS
    assert read.rows("requests", "created_at, assigned_at, first_response_at, resolved_at, closed_at") == [
        times("2025-07-01 09:05", "2025-07-01 09:10", "2025-07-01 09:20", "2025-07-01 18:30", "2025-07-03 10:00"),
        (at("2025-07-01 10:00"), None, None, at("2025-07-01 10:30"), at("2025-07-01 11:00")),
        (at("2025-07-01 11:00"), None, None, None, None),
    ]


def test_complaints_in_a_ledger_become_complaints_too_and_each_fault_is_told_where_it_counts(
    pack_path: Path, tmp_path: Path
) -> None:
    read = Read(pack_path, "chinese-ledger", written(tmp_path, LEDGER, "工单台账.csv"))

    assert read.rows("complaints", "complaint_id, request_id, level, received_at, handled_at, result_feedback_at") == [
        ("GD001", "GD001", "1", *times("2025-07-01 09:05", "2025-07-01 18:30", "2025-07-02 09:00"))
    ]
    assert [(reason.in_("en"), count) for reason, count in read.tables["complaints"].left_out] == [
        ("Work orders that are no complaints", 2)
    ]
    assert read.rejects() == [
        ("complaints", 5, None, "七月一日", "unreadable:received_at"),
        ("requests", 4, "channel", "电台", "not-in-values"),
        ("requests", 4, "request_type", "求助", "not-in-values"),
        ("requests", 4, "urgency", "加急", "not-in-values"),
        ("requests", 5, None, "七月一日", "unreadable:created_at"),
    ]


def test_a_ledger_in_other_words_is_read_and_late_is_never_taken_for_in_time(pack_path: Path, tmp_path: Path) -> None:
    text = "工单号,登记时间,来源渠道,优先级,按时完成,解决时间\nA1,2025-07-01 09:00,APP,高,是,2025.07.01 10:00\n"

    read = Read(pack_path, "chinese-ledger", written(tmp_path, text, "台账.csv", "gb18030"))

    assert read.rows("requests", "request_id, channel, urgency, source_in_time, resolved_at") == [
        ("A1", "app", "high", True, at("2025-07-01 10:00"))
    ]
    assert list(read.tables) == ["requests"]
    assert any("not read as Complaints (complaints) too" in note.in_("en") for note in read.tables["requests"].notes)
    without = Read(pack_path, "chinese-ledger", written(tmp_path, "工单号,登记时间\nA1,2025-07-01 09:00\n", "二.csv"))
    assert "source_in_time" not in without.tables["requests"].columns


def times(*texts: str) -> tuple[datetime, ...]:
    return tuple(at(text) for text in texts)
