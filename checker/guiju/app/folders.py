"""A folder of files written whole: nobody meets half of it, and nothing of anybody else is replaced."""

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from guiju.model.osreason import unwritable
from guiju.model.problem import Misuse
from guiju.model.text import Text

LISTED = "guiju-files.json"
"""Names the files of the folder, so that a later call knows what it may replace."""


def refuse_folder(place: Path) -> None:
    """Returns for a free place, an empty folder, or one that holds nothing but what an earlier call wrote.

    Raises:
        Misuse: anything else stands there, or it has no folder to stand in.
    """
    if not place.parent.is_dir():
        zh = f"没有 {place.parent} 这个文件夹；请先建立它"
        raise Misuse(message=Text(zh=zh, en=f"there is no folder {place.parent}; make it first"))
    if not place.exists() and not place.is_symlink():
        return
    if place.is_symlink() or not place.is_dir() or not _ours(place):
        zh = f"{place} 已有别的内容，不会被覆盖；请换一个文件夹"
        en = f"{place} holds something else and is not overwritten; give another folder"
        raise Misuse(message=Text(zh=zh, en=en))


def write_folder(place: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Writes beside the place and renames; the paths of the files.

    Raises:
        Misuse: it cannot be written, or something else stands there; what stood there before still does.
    """
    refuse_folder(place)
    beside = place.with_name(f".{place.name}.guiju-writing-{secrets.token_hex(8)}")
    try:
        for name, text in {**files, LISTED: json.dumps(sorted(files), ensure_ascii=False) + "\n"}.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        if place.exists():
            shutil.rmtree(place)
        beside.replace(place)
    except OSError as error:
        raise unwritable(str(place), error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(place / name for name in files)


def _ours(place: Path) -> bool:
    """Whether every file in it stands on its own list; an empty folder has none."""
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir()}
    if not found:
        return True
    try:
        listed = json.loads((place / LISTED).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(listed, list) and found <= {LISTED, *map(str, cast("list[object]", listed))}
