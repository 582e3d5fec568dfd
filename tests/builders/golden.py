"""Compares generated text with a file that was reviewed; `REFRESH_GOLDEN=1 pytest` writes the files anew."""

import os
from pathlib import Path


def assert_golden(file: Path, text: str) -> None:
    """`text` equals the reviewed `file`; with REFRESH_GOLDEN set, the file becomes `text` (review the diff)."""
    if os.environ.get("REFRESH_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"{file} is not there: run REFRESH_GOLDEN=1 pytest, and review it"
    assert text == file.read_text(encoding="utf-8"), f"{file.name} changed: review it, then REFRESH_GOLDEN=1 pytest"
