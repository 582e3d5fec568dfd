"""The use case behind `guiju schema`: the JSON Schemas that editors complete from."""

from pathlib import Path

from guiju.source.schemas import schema_text, schemas


def write_schemas(out: Path) -> tuple[Path, ...]:
    """Writes one file per kind of record into `out`; -> the files."""
    out.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name, schema in schemas().items():
        path = out / name
        path.write_text(schema_text(schema), encoding="utf-8")
        paths.append(path)
    return tuple(paths)
