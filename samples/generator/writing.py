"""Tables become files, each in a manner of its own, as real systems deliver them."""

import csv
import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from generator.tables import Row, Table, Unreadable

_LEVELS = {"1": "一级（紧急）", "2": "二级（一般）", "3": "三级（常规）"}
_DOMAINS = {"technical": "技术类", "process": "流程类", "communication": "沟通类"}
_COMPLAINT_HEADERS = (
    *("投诉编号", "工单编号", "客户编号", "投诉时间", "投诉级别", "是否重大", "问题类别", "承办部门"),
    *("经办人", "首次回复时间", "办结时间", "反馈时间", "结案时间"),
    *("涉及安全", "受影响客户数", "是否重复投诉", "定级时间", "所走流程", "根本原因", "改进措施编号", "复核人"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    file: str
    delimiter: str = ","
    encoding: str = "utf-8"
    headers: Sequence[str] = ()
    labels: Mapping[str, Mapping[str, str]] | None = None
    truth: tuple[str, str] = ("false", "true")
    line_end: str = "\n"


_MANNERS: Mapping[str, _Manner] = {
    "requests": _Manner(file="requests-2025.csv.gz"),
    "customers": _Manner(file="customers.csv.gz"),
    **{name: _Manner(file=f"{name}.csv.gz") for name in ("after-sales", "complaint-events")},
    "orders": _Manner(file="orders.csv.gz"),
    "loyalty-ledger": _Manner(file="loyalty-ledger.csv.gz"),
    **{name: _Manner(file=f"{name}.csv.gz") for name in ("access-log", "customer-changes", "customer-plans")},
    "complaints": _Manner(
        file="投诉台账2025.csv",
        encoding="gb18030",
        headers=_COMPLAINT_HEADERS,
        labels={"level": _LEVELS, "issue_domain": _DOMAINS},
        truth=("否", "是"),
        line_end="\r\n",
    ),
    "execution-log": _Manner(file="execution-log-2025.csv.gz"),
    "tracking": _Manner(file="tracking-2025.csv.gz"),
    "request-events": _Manner(file="request-events-2025.csv.gz"),
    "contacts": _Manner(file="contacts-2025.csv.gz"),
    "calls": _Manner(file="calls.tsv", delimiter="\t"),
    "shifts": _Manner(file="shifts-2025.csv.gz"),
    "staff": _Manner(file="staff-2025.csv.gz"),
    "training-attendance": _Manner(file="training-attendance.csv.gz"),
    "performance": _Manner(file="performance-2025.csv.gz"),
    "quality-checks": _Manner(file="quality-checks-2025.csv.gz"),
    **{name: _Manner(file=f"{name}.csv.gz") for name in ("integration-log", "system-performance", "dialogue-records")},
    "surveys": _Manner(file="surveys.csv", delimiter=";", encoding="utf-8-sig"),
}


def file_of(export: str) -> str:
    """Name of the file that holds an export."""
    return _manner(export).file


def write(table: Table, folder: Path) -> None:
    """Writes an export. Rows that will be rejected stand among the others."""
    manner = _manner(table.export)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=manner.delimiter, lineterminator=manner.line_end)
    writer.writerow(manner.headers or table.columns)
    lines = [_cells(row, table.columns, manner) for row in table.rows]
    for row in table.spoilt:
        _strew(lines, _cells(row, table.columns, manner))
    for row, more in table.ragged:
        cells = _cells(row, table.columns, manner)
        _strew(lines, [*cells, *["备注"] * more] if more > 0 else cells[:more])
    writer.writerows(lines)
    data = text.getvalue().encode(manner.encoding)
    pack: Callable[[bytes], bytes] = _packed if manner.file.endswith(".gz") else bytes
    (folder / manner.file).write_bytes(pack(data))


def _manner(export: str) -> _Manner:
    return _MANNERS.get(export, _Manner(file=f"{export}.csv"))


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _strew(lines: list[list[str]], line: list[str]) -> None:
    """Puts a line somewhere in the middle, always at the same place."""
    lines.insert((len(lines) * 7 // 11 + len(line[0]) * 31) % len(lines), line)


def _cells(row: Row, columns: Sequence[str], manner: _Manner) -> list[str]:
    return [_cell(row[name], (manner.labels or {}).get(name, {}), manner.truth) for name in columns]


def _cell(value: object, labels: Mapping[str, str], truth: tuple[str, str]) -> str:
    match value:
        case None:
            return ""
        case Unreadable():
            return value.text
        case bool():
            return truth[value]
        case datetime() | date():
            return value.isoformat(*([" "] if isinstance(value, datetime) else []))
        case _:
            return labels.get(str(value), str(value))
