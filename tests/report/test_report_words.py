"""Numbers and times as people read them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.report.words import duration, filled, limit_words, measured, safe, share


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (0.25, "0.2 秒", "0.2 s"),
        (59.4, "59.4 秒", "59.4 s"),
        (60, "1 分", "1 min"),
        (3_661, "1 小时 1 分 1 秒", "1 h 1 min 1 s"),
        (86_400, "24 小时", "24 h"),
        (345_600, "4 天", "4 d"),
        (349_260, "4 天 1 小时 1 分", "4 d 1 h 1 min"),
        (-90, "-1 分 30 秒", "-1 min 30 s"),
    ],
)
def test_a_duration_is_written_in_words(seconds: float, zh: str, en: str) -> None:
    assert (duration(seconds, "zh"), duration(seconds, "en")) == (zh, en)


@given(st.integers(min_value=60, max_value=10**9))
def test_a_duration_loses_no_second(seconds: int) -> None:
    scale = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
    words = duration(seconds, "en").split()

    assert sum(int(count) * scale[unit] for count, unit in zip(words[::2], words[1::2], strict=True)) == seconds


@given(st.integers(min_value=1, max_value=10**7), st.integers(min_value=1, max_value=10**7))
def test_a_part_that_is_neither_nothing_nor_all_never_looks_like_it(part: int, rest: int) -> None:
    assert share(part, part + rest) not in ("0.0%", "100.0%")


def test_the_ends_of_a_share_are_exact() -> None:
    assert [share(0, 9), share(9, 9), share(0, 0)] == ["0.0%", "100.0%", "-"]


@given(st.floats(min_value=0, max_value=1), st.sampled_from([0.9, 0.95, 0.5]))
def test_a_value_below_its_limit_never_reads_as_the_limit(value: float, limit: float) -> None:
    if value < limit - 1e-9:
        assert float(measured(value, "percent", "zh", limit=limit).rstrip("%")) / 100 < limit


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("PT24H", "24 小时", "24 hours"),
        ("P2WD", "2 个工作日", "2 working days"),
        ("95%", "95%", "95%"),
        ("?", "?", "?"),
    ],
)
def test_a_limit_is_told_in_words(written: str, zh: str, en: str) -> None:
    assert (limit_words(written, "zh"), limit_words(written, "en")) == (zh, en)


def test_a_name_without_a_value_stays_visible() -> None:
    assert filled("在 {a} 内，{b}。", {"a": "24 小时"}) == "在 24 小时内，{b}。"


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    assert not [char for char in safe(text) if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe(text) == text
