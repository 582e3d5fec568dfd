"""How much the engine may hold, and what it says where that is not enough."""

from pathlib import Path

import pytest

from guiju.engine import opened
from guiju.model.problem import ExportUnreadable, Misuse

TOO_MUCH = "SELECT len(list(i)) FROM range(60000000) t(i)"


def held(spool: Path) -> str:
    with opened(spool) as engine:
        return str(engine.rows("SELECT current_setting('memory_limit')")[0][0])


@pytest.mark.parametrize(("wished", "limit"), [("500MB", "476.8 MiB"), ("1 GiB", "1.0 GiB"), ("1.5GB", "1.3 GiB")])
def test_the_environment_says_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wished: str, limit: str
) -> None:
    monkeypatch.setenv("GUIJU_MEMORY", wished)

    assert held(tmp_path) == limit


@pytest.mark.parametrize("wished", ["", "0GB", "4", "4 gigabytes", "-1GB", "80%", "4GB'; SET threads=1; --"])
def test_what_is_no_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wished: str) -> None:
    monkeypatch.setenv("GUIJU_MEMORY", wished)

    with pytest.raises(Misuse, match="is no size"):
        held(tmp_path)


def test_what_does_not_fit_is_told_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_MEMORY", "100MB")

    with opened(tmp_path) as engine, pytest.raises(ExportUnreadable) as refused:
        engine.rows(TOO_MUCH)

    assert all("GUIJU_MEMORY=8GB" in said for said in (str(refused.value), refused.value.lines("zh")[0]))
