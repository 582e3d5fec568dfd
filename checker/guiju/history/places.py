"""What may be replaced: only a folder that a run wrote and that nobody else put anything into."""

import json
from pathlib import Path
from typing import Any, cast

from guiju.model.problem import Misuse
from guiju.model.text import Text

RUN_JSON = "run.json"

_STEMS = frozenset({"run", "findings", "rejects", "distributions", "report"})
"""Names of the files that runs write, without their ending."""


def looks_like_a_run(folder: Path) -> bool:
    """Whether `folder` holds a `run.json` of ours, of whatever version."""
    try:
        written = format_of((folder / RUN_JSON).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(written, str) and written.startswith("guiju-run/")


def format_of(text: str | bytes) -> object:
    """What a JSON text names as its `format`; None where it names none.

    Raises:
        ValueError: it is not JSON.
        RecursionError: it is nested too deeply.
    """
    plain: Any = json.loads(text)
    return cast("dict[str, object]", plain).get("format") if isinstance(plain, dict) else None


def refuse_what_is_in_the_way(out: Path) -> None:
    """Return for a free place, an empty folder or a run; `write_run` asks it, and whoever works long before that.

    Raises:
        Misuse: anything else stands there, or a run to which somebody has added files.
    """
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise _in_the_way(out, "是一个文件", "is a file")
    names = sorted(place.name for place in out.iterdir())
    if not names:
        return
    if not looks_like_a_run(out):
        raise _in_the_way(out, "已有内容，且不是检查结果", "is not empty and no run")
    foreign = [name for name in names if name.partition(".")[0] not in _STEMS]
    if foreign:
        listed = ", ".join(foreign)
        raise _in_the_way(out, f"里有检查没有写出的文件：{listed}", f"holds files that no run wrote: {listed}")


def _in_the_way(out: Path, zh: str, en: str) -> Misuse:
    return Misuse(
        message=Text(
            zh=f"{out} {zh}；它不会被覆盖，请换一个 --out 或先把它移走",
            en=f"{out} {en}; it is not overwritten: give another --out, or move it away first",
        )
    )
