"""Suites that run in the user's own Great Expectations: an export's contract, and every clause that its words can say.

A suite is data (`ExpectationSuite(**json.load(file))`), so that nothing of Great Expectations is needed to write one.
Times are written whole (`2025-01-31T00:00:00`): Great Expectations takes a bare day for a date, which it refuses to
compare with time stamps.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from guiju.model.catalogue import Catalogue
from guiju.model.expectation import (
    Expectation,
)
from guiju.model.export import Export
from guiju.model.promise_words import promise_words
from guiju.model.row_condition import moment_of
from guiju.model.said import NotSaid, Said
from guiju.model.standard import Clause, Severity

GX_VERSION = "1.24.1"
"""The version whose names and arguments these are."""
SEVERITIES: Mapping[Severity, str] = {"critical": "critical", "major": "warning", "minor": "info"}
"""Severity of a clause -> of an expectation."""

Json = dict[str, object]


def suite_files(catalogue: Catalogue, said: Iterable[Said | NotSaid]) -> Mapping[str, str]:
    """File name -> text: one suite per export that has anything to say, what could not be said, and a README."""
    told = list(said)
    expressed = [clause for clause in told if isinstance(clause, Said)]
    missing = [clause for clause in told if isinstance(clause, NotSaid)]
    files: dict[str, str] = {}
    for export in catalogue.exports.values():
        suite = _suite(catalogue, export, [clause for clause in expressed if clause.export == export.id])
        if suite["expectations"]:
            files[f"{export.id}.suite.json"] = _text(suite)
    files["not_expressed.json"] = _text([_not_said(clause) for clause in missing])
    files["README.md"] = _readme(catalogue, files, expressed, missing)
    return files


def contract_item(expectation: Expectation, export: Export) -> Json:
    """One expectation of a contract as an item of a suite."""
    kwargs = expectation.kwargs.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name in ("min_value", "max_value", "value_set"):
        if name in kwargs and _timed(expectation, export):
            kwargs[name] = _whole(kwargs[name])
    if "row_condition" in kwargs:
        kwargs["row_condition"] = _condition(kwargs["row_condition"], export)
    words = promise_words(expectation, export)
    return {
        "type": expectation.type,
        "kwargs": kwargs,
        "severity": expectation.severity,
        "meta": {**expectation.meta, "guiju": {"contract": export.id}},
        "notes": [words.zh, words.in_("en")],
    }


def _suite(catalogue: Catalogue, export: Export, said: Sequence[Said]) -> Json:
    items = [contract_item(expectation, export) for expectation in export.expectations]
    for clause in said:
        items += _clause_items(catalogue, clause)
    pack = {"pack": catalogue.pack.id, "digest": catalogue.digest, "commit": catalogue.commit}
    return {
        "name": export.id,
        "expectations": items,
        "meta": {"great_expectations_version": GX_VERSION, "guiju": {"export": export.id, **pack}},
        "notes": None,
    }


def _clause_items(catalogue: Catalogue, said: Said) -> list[Json]:
    clause = _clause(catalogue, said)
    text = [clause.title.zh, clause.title.in_("en")]
    return [
        {
            "type": type_,
            "kwargs": dict(kwargs),
            "severity": SEVERITIES[clause.severity],
            "meta": {"guiju": {"clause": str(said.ref)}},
            "notes": text,
        }
        for type_, kwargs in said.expectations
    ]


def _clause(catalogue: Catalogue, said: Said) -> Clause:
    clause = catalogue.standards[said.ref.standard].clause(said.ref.clause)
    if clause is None:
        raise KeyError(str(said.ref))
    return clause


def _timed(expectation: Expectation, export: Export) -> bool:
    """Whether the bounds and values are times: not those of a share or a number of the same column."""
    asked = ("values_to_be", "values_to_not_be", "distinct_values", "most_common", "column_min", "column_max")
    column = export.columns.get(getattr(expectation.kwargs, "column", ""))
    return (
        column is not None and column.type in ("date", "datetime") and any(word in expectation.type for word in asked)
    )


def _whole(value: object) -> object:
    if isinstance(value, list):
        return [_whole(each) for each in cast("list[object]", value)]
    moment = moment_of(value) if isinstance(value, str | date) else None
    return moment.isoformat() if moment is not None else value


def _condition(condition: Json, export: Export) -> Json:
    """The condition in GX's shape, with whole times and the type that its own export would leave out."""
    parts = condition.get("conditions")
    if isinstance(parts, list):
        return {**condition, "conditions": [_condition(part, export) for part in cast("list[Json]", parts)]}
    name = str(cast("Json", condition["column"])["name"])
    if "parameter" in condition and export.columns[name].type in ("date", "datetime"):
        return {**condition, "parameter": _whole(condition["parameter"])}
    return condition


def _not_said(clause: NotSaid) -> Json:
    return {"clause": str(clause.ref), "export": clause.export, "why": {"zh": clause.why.zh, "en": clause.why.en}}


def _readme(
    catalogue: Catalogue, files: Mapping[str, str], expressed: Sequence[Said], missing: Sequence[NotSaid]
) -> str:
    lines = [
        f"# {catalogue.pack.title.zh}：Great Expectations",
        "",
        (
            f"标准包 {catalogue.pack.id}，摘要 {catalogue.digest[:12]}。"
            f"各导出的数据约定和 {len(expressed)} 条条款可用 Great Expectations {GX_VERSION} 表达；"
            f"另有 {len(missing)} 条不能，原因如下（也见 not_expressed.json）。"
        ),
        "",
        (
            f"The contracts of the exports and {len(expressed)} clauses are here in the words of Great Expectations "
            f"{GX_VERSION}; {len(missing)} clauses cannot be said with them, for the reasons below."
        ),
        "",
        "```python",
        "import json",
        "import great_expectations as gx",
        'suite = gx.ExpectationSuite(**json.load(open("complaints.suite.json", encoding="utf-8")))',
        "```",
        "",
        "列名是标准包的列名，时间列须先解析为不带时区的时间戳。",
        (
            "正则表达式在此处由 Python 执行，在 guiju 中由 RE2 执行：\\d、\\w、\\s 在 RE2 中只指 ASCII 字符，"
            "$ 在 Python 中也匹配末尾换行之前。"
        ),
        "",
        (
            "Columns bear the names of the pack; time columns have to be parsed into time stamps without a zone first. "
            "Patterns run in Python here and in RE2 in guiju: there \\d, \\w and \\s mean ASCII alone, and $ in Python "
            "also matches before a line break at the end."
        ),
        "",
        *(f"- {name}" for name in files if name.endswith(".suite.json")),
        "",
        "| 条款 clause | 原因 | reason |",
        "| --- | --- | --- |",
        *(f"| {clause.ref} | {_cell(clause.why.zh)} | {_cell(clause.why.in_('en'))} |" for clause in missing),
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    for sign in ("\\", "`", "|", "*", "_", "[", "]", "<", ">"):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
