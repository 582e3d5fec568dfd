"""A folder of runs: what can be told is told, newest last, and each thing that cannot is named once."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from builders import runs
from guiju.history.runs import write_run
from guiju.history.shelf import read_shelf
from guiju.model.distribution import DISTRIBUTIONS, Distributions
from guiju.model.problem import Misuse
from guiju.model.run import Run

PACK = "demo-pack"


def run(as_of: datetime | None = None, **provenance: Any) -> Run:
    whole = runs.run()
    return whole.model_copy(update={"provenance": whole.provenance.model_copy(update={"as_of": as_of, **provenance})})


@pytest.fixture
def keep(tmp_path: Path) -> Callable[..., Path]:
    """Writes a run below the folder."""

    def write(name: str, kept: Run, distributions: str | None = None) -> Path:
        def tables(folder: Path) -> None:
            if distributions is not None:
                (folder / DISTRIBUTIONS).write_text(distributions, encoding="utf-8")

        return write_run(kept, tmp_path / name, tables=tables)

    return write


def test_runs_are_told_newest_last_whatever_their_names(tmp_path: Path, keep: Callable[..., Path]) -> None:
    keep("a", run(datetime(2025, 8, 1)), Distributions().as_json())
    keep("b", run(datetime(2025, 6, 1)))
    keep("c", run(datetime(2025, 7, 1)))

    shelf = read_shelf(tmp_path, pack=PACK)

    assert [each.name for each in shelf.runs] == ["b", "c", "a"]
    assert [each.distributions for each in shelf.runs] == [None, None, Distributions()]
    assert (shelf.newest.name, shelf.left_out) == ("a", ())


def test_one_run_is_a_shelf_too(keep: Callable[..., Path]) -> None:
    assert [each.name for each in read_shelf(keep("july", run()), pack=PACK).runs] == ["july"]


def test_each_folder_that_cannot_be_told_is_named_once_and_the_rest_is_told(
    tmp_path: Path, keep: Callable[..., Path]
) -> None:
    keep("good", run())
    (keep("torn", run()) / "run.json").write_text("{", encoding="utf-8")
    keep("bent", run(), '{"format": "guiju-distributions/9"}')
    keep("other", run(pack="elsewhere"))
    keep("trial", run(in_force_on=date(2025, 1, 1)))
    keep("excused", run(without_waivers=True))
    (tmp_path / "photos").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "README.md").touch()

    shelf = read_shelf(tmp_path, pack=PACK)

    assert [each.name for each in shelf.runs] == ["good"]
    told = [text.in_("en") for text in shelf.left_out]
    named = [
        next(name for name in ("bent", "excused", "other", "photos", "torn", "trial") if f"/{name}" in text)
        for text in told
    ]
    assert named == ["bent", "excused", "other", "photos", "torn", "trial"]
    assert [
        word in text
        for word, text in zip(
            ("damaged", "trial", "another pack", "no run folder", "broken", "trial"), told, strict=True
        )
    ] == [True] * 6


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_shelf_that_tells_nothing_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(Misuse, match="guiju check"):
        read_shelf(tmp_path / name, pack=PACK)
