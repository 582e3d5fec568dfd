"""The use case behind `guiju coverage`, on a small pack from disk."""

from pathlib import Path

import pytest

from builders.packs import write_pack
from guiju.app.coverage import trace
from guiju.model.problem import Misuse


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        (None, None, {"S2-1.2-a": "standard", "S2-1.2-q1": "open"}),
        ("quality-handbook", None, {"S2-1.2-a": "standard", "S2-1.2-q1": "open"}),
        (None, "rule", {"S2-1.2-q1": "open"}),
        ("quality-handbook", "role", {}),
    ],
)
def test_the_demands_of_a_source_and_kind_are_traced(
    tmp_path: Path, source: str | None, kind: str | None, expected: dict[str, str]
) -> None:
    _, coverage = trace(write_pack(tmp_path), source=source, kind=kind)

    assert {one.demand.id: one.way for one in coverage.traced} == expected


@pytest.mark.parametrize(
    ("source", "kind", "told"),
    [
        ("quality-handbok", None, "unknown source quality-handbok; did you mean quality-handbook?"),
        (None, "ruel", "unknown kind ruel; did you mean rule?"),
    ],
)
def test_an_unknown_source_or_kind_is_refused_with_the_nearest(
    tmp_path: Path, source: str | None, kind: str | None, told: str
) -> None:
    with pytest.raises(Misuse) as refused:
        trace(write_pack(tmp_path), source=source, kind=kind)

    assert refused.value.lines("en") == [told]
