"""Where two runs differ: every value of run.json, every row of the evidence, every count of the distributions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from filecmp import cmp
from pathlib import Path
from typing import Any, cast

from guiju.engine import EVIDENCE, differing_rows
from guiju.model.distribution import DISTRIBUTIONS
from guiju.model.run import Run
from guiju.model.verification import Difference

_NAMES = ("clause", "export", "path")
"""Keys that name an element of a list, so that two lists are compared by what they tell of, not by place."""
_APART = ("tool", "engine", "pack_path", "pack_commit", "pack_digest")
"""Parts of the provenance that are told by themselves."""
_NOTHING = "-"
_ALONE = "rows in one only"


def differences(kept: Run, again: Run, kept_folder: Path, again_folder: Path) -> tuple[Difference, ...]:
    """Every difference between two runs and their folders, verdicts first."""
    found = list(_differing("", _plain(kept), _plain(again)))
    rows = [each for name in EVIDENCE for each in _rows(name, kept_folder / name, again_folder / name)]
    return (*sorted(found, key=_rank), *rows, *_distributions(kept_folder, again_folder))


def _distributions(kept: Path, again: Path) -> Iterator[Difference]:
    """Every count of how long cases took, by its clause; a run of a version that told none is one difference."""
    told, now = (_parsed(folder / DISTRIBUTIONS) for folder in (kept, again))
    if told is None:
        yield Difference(place=DISTRIBUTIONS, kept=_NOTHING, repeated="...")
        return
    yield from _differing(DISTRIBUTIONS, told, now)


def _parsed(file: Path) -> object:
    """What a JSON file says; None where it cannot be read."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _plain(run: Run) -> dict[str, Any]:
    plain = run.model_dump(mode="json")
    for name in _APART:
        del plain["provenance"][name]
    for summary in plain["exports"]:
        for file in summary["files"]:
            del file["sha256"]
    return plain


def _differing(place: str, kept: object, again: object) -> Iterator[Difference]:
    if isinstance(kept, dict) and isinstance(again, dict):
        yield from _by_key(place, cast("dict[str, object]", kept), cast("dict[str, object]", again))
    elif isinstance(kept, list) and isinstance(again, list):
        yield from _by_key(place, _keyed(cast("list[object]", kept)), _keyed(cast("list[object]", again)))
    elif kept != again:
        yield Difference(place=place, kept=_said(kept), repeated=_said(again))


def _by_key(place: str, kept: Mapping[str, object], again: Mapping[str, object]) -> Iterator[Difference]:
    for name in dict.fromkeys((*kept, *again)):
        yield from _differing(f"{place}.{name}".removeprefix("."), kept.get(name), again.get(name))


def _keyed(values: Sequence[object]) -> dict[str, object]:
    """The elements by their name, else by their place from 1."""
    keyed: dict[str, object] = {}
    for place, value in enumerate(values, start=1):
        parts = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        name = next((str(parts[key]) for key in _NAMES if key in parts), str(place))
        keyed[name if name not in keyed else f"{name} ({place})"] = value
    return keyed


def _rank(difference: Difference) -> int:
    return 0 if difference.place.endswith(".verdict") else 1


def _said(value: Any) -> str:
    match value:
        case None:
            return _NOTHING
        case {"verdict": verdict}:
            return str(verdict)
        case {"zh": text} | {"text": {"zh": text}}:
            return str(text)
        case dict() | list():
            return "..."
        case _:
            return str(value)


def _rows(name: str, kept: Path, again: Path) -> Iterator[Difference]:
    """What stands in one of two files of evidence only; equal bytes need no look."""
    if not kept.is_file():
        yield Difference(place=name, kept=_NOTHING, repeated="...")
        return
    if cmp(kept, again, shallow=False):
        return
    found = differing_rows(name, kept, again)
    if found is None:
        yield Difference(place=name, kept="?", repeated="...")
        return
    for place, of_kept, of_again in found:
        yield Difference(place=f"{name}: {place or _ALONE}", kept=str(of_kept), repeated=str(of_again))
