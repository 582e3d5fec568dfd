"""Plain SQL in words; what is not plain has none."""

from datetime import date
from typing import Any

import pytest

from builders import dockets
from guiju.handbook.conditions import condition_words
from guiju.handbook.edition import Edition
from guiju.handbook.standards import shown_waivers
from guiju.model.export import Export
from guiju.model.quantity import AnyQuantity, parse_quantity

EXPORT = Export.model_validate(
    {
        "id": "cases",
        "title": {"zh": "案例", "en": "Cases"},
        "description": {"zh": "案例。", "en": "Cases."},
        "key": ["case_id"],
        "at": "opened_at",
        "columns": {
            "case_id": {"title": {"zh": "编号", "en": "Number"}, "type": "text"},
            "opened_at": {"title": {"zh": "受理时间", "en": "Opened at"}, "type": "datetime"},
            "closed_at": {"title": {"zh": "关闭时间", "en": "Closed at"}, "type": "datetime"},
            "major": {"title": {"zh": "重大", "en": "Major"}, "type": "boolean"},
            "score": {"title": {"zh": "评分", "en": "Score"}, "type": "number"},
            "kind": {
                "title": {"zh": "类别", "en": "Kind"},
                "type": "text",
                "values": {"a": {"zh": "技术", "en": "Technical"}, "b": {"zh": "其他", "en": "Other"}},
            },
        },
    }
)
VALUES: dict[str, AnyQuantity] = {"least": parse_quantity(4), "lag": parse_quantity("P3D")}


@pytest.mark.parametrize(
    ("sql", "zh", "en"),
    [
        ("major IS NULL OR NOT major", "「重大」为空，或「重大」为否", "“Major” is empty, or “Major” is no"),
        ('"major"', "「重大」为是", "“Major” is yes"),
        ('NOT "kind" IS NULL', "「类别」已填写", "“Kind” is filled in"),
        (
            'NOT "kind" IS NULL AND score is not null AND score >= $least',
            "「类别」「评分」都已填写，且「评分」不低于 4",
            "“Kind” and “Score” are filled in, and “Score” is at least 4",
        ),
        ("coalesce(kind, '') = 'a'", "「类别」为“技术”", "“Kind” is “Technical”"),
        (
            "kind NOT IN ('a', 'it''s')",
            "「类别」不是“技术”、“it's”中的任何一个",
            "“Kind” is none of “Technical” and “it's”",
        ),
        (
            "COALESCE(closed_at <= opened_at + $lag, FALSE)",
            "「关闭时间」不晚于「受理时间」之后 3 天",
            "“Closed at” is no later than 3 days after “Opened at”",
        ),
        (
            "score > 1 AND (major OR kind = 'b')",
            "「评分」高于 1，且（「重大」为是，或「类别」为“其他”）",
            "“Score” is above 1, and (“Major” is yes, or “Kind” is “Other”)",
        ),
        (
            "score > 1 AND major OR kind = 'b'",  # as SQL binds, whatever stands first
            "（「评分」高于 1，且「重大」为是），或「类别」为“其他”",
            "(“Score” is above 1, and “Major” is yes), or “Kind” is “Other”",
        ),
        ("coalesce(score, 0) > 2", "「评分」高于 2", "“Score” is above 2"),
    ],
)
def test_plain_conditions_are_told_with_titles(sql: str, zh: str, en: str) -> None:
    assert condition_words(sql, EXPORT, VALUES, "zh") == zh
    assert condition_words(sql, EXPORT, VALUES, "en") == en


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "score",  # no yes or no
        "NOT (major)",
        "unknown = 1",
        "score >= $unknown",
        "score * 2 > 3",
        "score > -1",
        "score + $lag > 3",
        "closed_at <= opened_at + $least",  # no time
        "abs(score) > 3",
        "kind = 'a' AND",
        "kind = 'a')",
        "coalesce(major, true)",
        "coalesce(score, 0) <= 2",  # a missing score would be kept
        "coalesce(kind, '') <> ''",
        "coalesce(kind, 'b') = 'b'",
        "kind = 'a' -- a remark",
        "case when major then score else 1 end = 1",
        '"not" IS NULL',
    ],
)
def test_what_is_not_plain_has_no_words(sql: str) -> None:
    assert condition_words(sql, EXPORT, VALUES, "en") is None


@pytest.mark.parametrize(
    ("scope", "zh", "en"),
    [
        (
            {"where": "score IS NULL OR kind = 'x'"},
            "「评分」为空，或「类型」为“x”",
            "“score” is empty, or “kind” is “x”",
        ),
        (
            {"by": {"team": "O'Hara", "kind": "x"}},
            "「团队」为“O'Hara”，且「类型」为“x”",
            "“team” is “O'Hara”, and “kind” is “x”",
        ),
        ({"where": "abs(score) > 1"}, "<code>abs(score) > 1</code>", "<code>abs(score) > 1</code>"),
        ({}, "期间内全部", "everything in the period"),
    ],
)
def test_what_a_waiver_covers_is_told_in_words(scope: dict[str, Any], zh: str, en: str) -> None:
    check = {"kind": "condition", "on": "cases", "holds": "score > 1"}
    rule = dockets.standard([dockets.clause(check)], [dockets.revision("1.0.0", "2025-01-01")])
    waiver = dockets.waiver("move", "2025-07-01", "2025-07-02", **scope)
    pack = dockets.catalogue(rule, waivers=[waiver])

    found = [
        shown_waivers(Edition(catalogue=pack, lang=lang, today=date(2025, 7, 1)), rule)[0].scope.unescape()
        for lang in ("zh", "en")
    ]

    assert found == [zh, en]
