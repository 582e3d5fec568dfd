"""Pages become files: a whole folder at once, so that nobody ever reads half of an edition."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(pages: Mapping[str, str], folder: Path) -> None:
    """Replaces `folder` by one that holds exactly `pages` (relative path -> text, UTF-8).

    Written beside `folder` and renamed, so that a build that is killed leaves the old folder as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for path, text in pages.items():
            _write_page(fresh, path, text)
        fresh.chmod(0o755)  # mkdtemp keeps others out, but a web server has to read
        replace(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace(fresh: Path, folder: Path) -> None:
    """Puts `fresh` in the place of `folder`. Both stand in the same parent folder."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / folder.name)
        fresh.rename(folder)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write_page(fresh: Path, path: str, text: str) -> None:
    """Raises ValueError for a path that leads out of the folder."""
    target = (fresh / path).resolve()
    if not target.is_relative_to(fresh.resolve()):
        raise ValueError(f"the page {path!r} lies outside its folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
