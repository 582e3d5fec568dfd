"""Hands MkDocs the title of the handbook and the order of its pages, which were written beside the pages."""

import json
from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """Sets `site_name` and `nav` from the folder of pages; without the file MkDocs sorts the pages by folder."""
    book = Path(config["docs_dir"]) / ".book.json"
    if book.is_file():
        config.update(json.loads(book.read_text(encoding="utf-8")))
    return config
