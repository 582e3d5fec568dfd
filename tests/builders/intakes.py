"""Exports built in code, files written for one test, and the load of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml

from guiju.ingest import ExportFile, load
from guiju.model.export import Export
from guiju.model.intake import REJECTS, ExportTable
from guiju.model.system import System

VISITS: Mapping[str, Any] = {
    "id": "visits",
    "title": {"zh": "走访", "en": "Visits"},
    "description": {"zh": "每次走访一行。", "en": "One row per visit."},
    "key": ["visit_id"],
    "at": "begun_at",
    "columns": {
        "visit_id": {"title": {"zh": "走访编号", "en": "Visit number"}, "type": "text", "required": True},
        "begun_at": {
            "title": {"zh": "开始时间", "en": "Begun at"},
            "type": "datetime",
            "required": True,
            "aliases": ["Start Time"],
        },
        "ended_at": {"title": {"zh": "结束时间", "en": "Ended at"}, "type": "datetime"},
        "due_at": {"title": {"zh": "应完成时间", "en": "Due at"}, "type": "datetime", "planned": True},
        "day": {"title": {"zh": "日期", "en": "Day"}, "type": "date"},
        "kind": {
            "title": {"zh": "类型", "en": "Kind"},
            "type": "text",
            "values": {"home": {"zh": "上门", "en": "Home visit"}, "shop": {"zh": "到店", "en": "Shop"}},
        },
        "note": {"title": {"zh": "备注", "en": "Note"}, "type": "text"},
        "count": {"title": {"zh": "人数", "en": "Head count"}, "type": "integer"},
        "score": {"title": {"zh": "评分", "en": "Score"}, "type": "number"},
        "done": {"title": {"zh": "是否完成", "en": "Done"}, "type": "boolean"},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load left behind."""

    tables: tuple[ExportTable, ...]
    connection: duckdb.DuckDBPyConnection

    @property
    def table(self) -> ExportTable:
        (table,) = self.tables
        return table

    def rows(self, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
        """Columns of the only export's relation, in file order."""
        return self.connection.execute(
            f"SELECT {columns} FROM {self.table.relation} WHERE {where} ORDER BY _file, _row"
        ).fetchall()

    def rejects(self) -> list[tuple[Any, ...]]:
        """Row, column, value and reason of every reject."""
        return self.connection.execute(
            f'SELECT row, "column", value, reason FROM {REJECTS} ORDER BY file, row, "column"'
        ).fetchall()


def visits(**columns: Mapping[str, Any]) -> Export:
    """The export of the tests, with columns added or replaced."""
    return Export.model_validate({**VISITS, "columns": {**VISITS["columns"], **columns}})


def load_files(
    *files: Path | ExportFile, export: Export | None = None, system: Any = None, zone: str | None = None
) -> Loaded:
    """Loads files as visits (or another export), through a profile where one is given; `zone` is the pack's."""
    wanted = export or visits()
    connection = duckdb.connect()
    given = [file if isinstance(file, ExportFile) else ExportFile(path=file, export=wanted.id) for file in files]
    profile = profile_of(system) if isinstance(system, dict) else system
    tables = load(given, exports={wanted.id: wanted}, system=profile, connection=connection, zone=zone)
    return Loaded(tables=tables, connection=connection)


def profile_of(reading: Mapping[str, Any], **more: Any) -> System:
    """A system with one reading of visits; `nulls` and the like may stand beside the reading's own keys."""
    own = ("nulls", "datetime_formats", "date_formats", "time_zone")
    return System.model_validate(
        {
            "id": "diary",
            "title": {"zh": "日记", "en": "Diary"},
            "description": {"zh": "测试用。", "en": "For tests."},
            **{key: value for key, value in reading.items() if key in own},
            "readings": [
                {"export": "visits", **{key: value for key, value in reading.items() if key not in own}},
                *more.get("readings", ()),
            ],
        }
    )


def written(folder: Path, text: str, name: str = "visits.csv", encoding: str = "utf-8") -> Path:
    """A file with that text, line ends as they are."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def pack_exports(pack: Path) -> dict[str, Export]:
    """The exports that the product's pack defines."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((pack / "exports").glob("*.yaml"))]
    return {raw["id"]: Export.model_validate(raw) for raw in found}


def pack_system(pack: Path, name: str) -> System:
    """A system profile of the product's pack."""
    return System.model_validate(yaml.safe_load((pack / "systems" / f"{name}.yaml").read_text(encoding="utf-8")))


def at(text: str) -> datetime:
    """A time stamp from ISO text."""
    return datetime.fromisoformat(text)


def balanced(table: ExportTable) -> bool:
    """Whether the books of a table close."""
    return table.rows_read == table.rows_rejected + sum(count for _, count in table.left_out) + table.rows_used


def reasons_of(rejects: Sequence[tuple[Any, ...]]) -> list[tuple[int, str]]:
    """Row and reason of each reject."""
    return [(row, reason) for row, _, _, reason in rejects]
