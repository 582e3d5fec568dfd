"""The references of clauses that a person must confirm, and what the export of the entries has to look like."""

from collections.abc import Iterator

from guiju.model.attestation import CLAUSE, CONFIRMED, DENIED, NEEDED, OPTIONAL, RESULT
from guiju.model.checks import Attest
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.known import EXPORT, ROLE, Known, reference
from guiju.source.nodes import Document, Path


def check_attest(check: Attest, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Unknown roles, and an export that cannot hold attestations; each column is told at the check that needs it."""
    written = isinstance(document.value, dict) and (*path, "on") in document.places
    here = (*path, "on") if written else path
    yield from reference(document, here, check.on, EXPORT, known.exports)
    for place, role in enumerate(check.by):
        yield from reference(document, (*path, "by", place), role, ROLE, known.roles)
    columns = known.columns(check.on)
    for name, types in ({**NEEDED, **OPTIONAL} if columns is not None else {}).items():
        column = (columns or {}).get(name)
        if column is None and name in NEEDED:
            zh = f"导出表 {check.on} 没有列 {name}：确认记录要有 {'、'.join(NEEDED)} 各列"
            en = f"the export {check.on} has no column {name}; attestations need {', '.join(NEEDED)}"
            yield Problem(document.at(here), Text(zh=zh, en=en))
        if column is not None and column.type not in types:
            zh = f"{check.on} 的列 {name} 是 {column.type}，应为 {' 或 '.join(types)}"
            en = f"the column {name} of {check.on} is {column.type}; attestations need {' or '.join(types)} there"
            yield Problem(document.at(here), Text(zh=zh, en=en))
        if column is not None and name == RESULT and set(column.values) != {CONFIRMED, DENIED}:
            zh = f"{check.on} 的列 {name} 只能有两个值：{CONFIRMED}、{DENIED}，请写在 values 中"
            en = f"the column {name} of {check.on} has the values {CONFIRMED} and {DENIED}; list them under `values`"
            yield Problem(document.at(here), Text(zh=zh, en=en))
        if column is not None and name == CLAUSE and not column.required:
            zh = f"{check.on} 的列 {name} 须写 required: true：没有条款的记录可能关于任何条款"
            en = (
                f"the column {name} of {check.on} needs `required: true`: an entry without it could be about any clause"
            )
            yield Problem(document.at(here), Text(zh=zh, en=en))
