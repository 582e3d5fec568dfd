"""Reads foreign tables one after another in a process of its own, with little memory and little time for each.

`python messy.py < paths`: one line of JSON per path. Anything but a loaded table or a refusal ends the process.
"""

import contextlib
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import duckdb

from guiju.ingest import ExportFile, load, sketch
from guiju.ingest.dialect import folded
from guiju.model.export import Export
from guiju.model.problem import ExportUnreadable

MEMORY = 2 << 30
SECONDS = 20
WIDE = 100
"""Columns that are asked for."""


def outcome(path: Path) -> dict[str, Any]:
    """What became of the file."""
    try:
        headers = [header.header for header in sketch(path).headers]
    except ExportUnreadable as error:
        return {"refused": error.lines("en"), "zh": error.lines("zh")}
    connection = duckdb.connect(config={"threads": 1, "memory_limit": "500MB"})
    with contextlib.closing(connection):
        try:
            file = ExportFile(path=path, export="anything")
            (table,) = load([file], exports={"anything": anything(headers)}, system=None, connection=connection)
        except ExportUnreadable as error:
            return {"refused": error.lines("en"), "zh": error.lines("zh")}
    left = sum(count for _, count in table.left_out)
    return {"rows": table.rows_read, "used": table.rows_used, "rejected": table.rows_rejected, "left": left}


def anything(headers: list[str]) -> Export:
    """An export of texts under the first headers that stand there once; the first is its key."""
    alike = [folded(header) for header in headers]
    once = [header for header in headers[:WIDE] if header and alike.count(folded(header)) == 1]
    title = {"zh": "任意", "en": None}
    texts = {f"text_{n}": {"title": title, "type": "text", "aliases": [header]} for n, header in enumerate(once)}
    columns = {**texts, "never_at": {"title": title, "type": "datetime"}}
    key = [next(iter(texts), "never_at")]
    given = {"id": "anything", "title": title, "description": title, "key": key, "at": "never_at", "columns": columns}
    return Export.model_validate(given)


def main() -> None:
    """The paths of the standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of work: a busy machine is no fault of the file
        print(json.dumps({"path": line.strip(), **outcome(Path(line.strip()))}), flush=True)  # noqa: T201 - its result


if __name__ == "__main__":
    main()
