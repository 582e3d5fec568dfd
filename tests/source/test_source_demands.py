"""Demands and the records that answer them are held against each other, each problem at its place."""

from pathlib import Path

import pytest

from builders.packs import EXPORT, KPI, MINIMAL, SOURCE, STANDARD, SYSTEM, edited, write_pack
from guiju.source.catalogue import inspect, load

REASON = "    reason: {kind: descriptive, text: {zh: 描述, en: Descriptive}}\n"
ELSEWHERE = "    reason: {kind: elsewhere, see: [S2-1.2-a], text: {zh: 见时限, en: See the limit}}\n"
SECOND = """\
id: second
title: {zh: 第二份, en: Second}
sections:
  "1": {zh: 一, en: One}
demands:
  - {id: S2-1.2-a, kind: role, section: "1", text: {zh: 话, en: Words}}
"""


def told(folder: Path, overrides: dict[str, str], lang: str = "en") -> list[str]:
    _, problems = inspect(write_pack(folder, dict(overrides)))
    return [problem.in_("zh" if lang == "zh" else "en") for problem in problems]


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (
            edited(STANDARD, ("[S2-1.2-a]", "[S2-1.2-b]")),
            [f"{STANDARD}:8:13: unknown demand S2-1.2-b; did you mean S2-1.2-a?"],
        ),
        (
            edited(STANDARD, ("[S2-1.2-a]", "[S2-1.2-a, S2-1.2-a]")),
            [f"{STANDARD}:8:23: S2-1.2-a stands here twice; take one away"],
        ),
        (
            edited(STANDARD, ("[S2-1.2-a]", '[{source: quality-handbook, section: "1.2"}]')),
            [f"{STANDARD}:8:13: satisfies.0: a text is expected here; put it in quotes if it starts with {{ or ["],
        ),
        (
            edited(STANDARD, ("[S2-1.2-a]", "[投诉]")),
            [
                (f"{STANDARD}:8:13: satisfies.0: '投诉' does not fit: the id of a demand looks like S3-4.3-d; "
                "`satisfies` lists ids alone, as in satisfies: [S3-4.3-d, C-38]")
            ],
        ),
        (
            {SOURCE: MINIMAL[SOURCE].replace("id: S2-1.2-q1", "id: S2-1.2-a")},
            [f"{SOURCE}:12:9: the demand S2-1.2-a stands at {SOURCE}:6:9 already; take one away or rename it"],
        ),
        (
            {"sources/second.yaml": SECOND},
            [
                (f"sources/second.yaml:6:10: the demand S2-1.2-a stands at {SOURCE}:6:9 already; "
                "take one away or rename it")
            ],
        ),
        (
            {SOURCE: MINIMAL[SOURCE].replace('section: "1.2"', 'section: "1.3"', 1)},
            [f"{SOURCE}:9:14: unknown section 1.3; did you mean 1.2?"],
        ),
        (
            {SOURCE: MINIMAL[SOURCE] + '    stated_in: {quality-handbok: ["1.2"], quality-handbook: ["1.2", "4"]}\n'},
            [
                f"{SOURCE}:17:34: unknown source quality-handbok; did you mean quality-handbook?",
                f"{SOURCE}:17:69: unknown section 4; there are: 1.2",
            ],
        ),
        (
            {SOURCE: MINIMAL[SOURCE].replace("within 24 h}\n", "within 24 h}\n" + REASON)},
            [
                (f"{SOURCE}:12:5: S2-1.2-a is answered by complaint-handling ({STANDARD}:8:12), so no reason can stand "
                "here; take one away")
            ],
        ),
        (
            {SOURCE: MINIMAL[SOURCE] + ELSEWHERE.replace("S2-1.2-a", "S2-1.2-z")},
            [f"{SOURCE}:17:37: unknown demand S2-1.2-z; did you mean S2-1.2-a?"],
        ),
        (
            {SOURCE: MINIMAL[SOURCE] + ELSEWHERE.replace("see: [S2-1.2-a], ", "")},
            [
                (f"{SOURCE}:17:13: demands.1.reason: `see` lists the demands under which this one is answered; "
                "it goes with kind `elsewhere`"),
            ],
        ),
        ({SOURCE: MINIMAL[SOURCE] + REASON}, []),
        ({SOURCE: MINIMAL[SOURCE] + ELSEWHERE}, []),
        (edited("glossary.yaml", ("id: complaint\n", "id: complaint\n    satisfies: [S2-1.2-q1]\n")), []),
        ({EXPORT: MINIMAL[EXPORT] + "satisfies: [S2-1.2-q1]\n"}, []),
        ({SYSTEM: MINIMAL[SYSTEM] + "satisfies: [S2-1.2-q1]\n"}, []),
        (
            {KPI: MINIMAL[KPI] + "satisfies: [S2-1.2-x]\n"},
            [f"{KPI}:9:13: unknown demand S2-1.2-x; did you mean S2-1.2-a?"],
        ),
    ],
    ids=[
        "unknown", "twice in one record", "old form", "no id", "twice in one source", "twice in two sources",
        "unknown section", "stated in unknown places", "answered and excused", "points to nothing",
        "elsewhere without see", "excused", "elsewhere", "term", "export", "system", "kpi",
    ],
)  # fmt: skip
def test_each_problem_is_told_at_its_place(tmp_path: Path, overrides: dict[str, str], expected: list[str]) -> None:
    assert told(tmp_path, overrides) == expected


def test_rules_of_demands_are_told_in_chinese_too(tmp_path: Path) -> None:
    wrong = MINIMAL[SOURCE].replace("kind: rule\n", "kind: rule\n    class: norm\n")

    assert told(tmp_path, {SOURCE: wrong}, "zh") == [
        f"{SOURCE}:12:5: demands.1: `class` 说明数值的性质：kind 为 number 时必写，其他不写"
    ]


def test_demands_of_a_source_that_cannot_be_read_are_not_told_as_unknown(tmp_path: Path) -> None:
    broken = MINIMAL[SOURCE].replace("kind: rule", "kind: ruel")

    assert [line.split(":")[0] for line in told(tmp_path, {SOURCE: broken})] == [SOURCE]


def test_sources_and_answers_reach_the_catalogue(tmp_path: Path) -> None:
    catalogue = load(write_pack(tmp_path))

    assert [demand.id for demand in catalogue.sources["quality-handbook"].demands] == ["S2-1.2-a", "S2-1.2-q1"]
    assert catalogue.standards["complaint-handling"].satisfies == ("S2-1.2-a",)
