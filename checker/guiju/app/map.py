"""The use case behind `guiju map`: a drafted system profile for a file."""

from pathlib import Path

from guiju.app.packs import load_pack
from guiju.ingest import draft as drafted
from guiju.ingest import sketch
from guiju.source.drafts import system_text


def draft(file: Path, pack: Path, export: str | None) -> str:
    """YAML of a profile that reads `file`, with what is uncertain written as comments.

    Raises:
        PackInvalid: the pack has errors.
        ExportUnreadable: the file is no table.
        Misuse: the pack has no such export.
    """
    catalogue = load_pack(pack)
    made = drafted(sketch(file), catalogue.file_exports, export)
    return system_text(made.system, made.comments)
