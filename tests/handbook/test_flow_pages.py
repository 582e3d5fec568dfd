"""The pages of flows say who does what, with the limits in force, and are reached from standards and roles."""

from datetime import date
from pathlib import Path

import pytest

from builders.catalogues import TODAY, small_catalogue
from builders.golden import assert_golden
from builders.markup import built
from guiju.handbook import pages
from guiju.handbook.paths import address
from guiju.model.text import Lang

GOLDEN = Path(__file__).parent / "golden"
FLOW = "flows/handling-complaints.md"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [FLOW, "flows/index.md"])
def test_a_page_reads_as_it_was_reviewed(path: str, lang: Lang) -> None:
    text = pages(small_catalogue(), lang=lang, today=TODAY)[path]
    without_chart = "\n".join(line for line in text.split("\n") if not line.startswith("<figure"))
    assert_golden(GOLDEN / lang / path.replace("/", "."), without_chart)


@pytest.mark.parametrize(("today", "limit"), [(date(2025, 6, 30), "48 小时"), (date(2025, 7, 1), "24 小时")])
def test_chart_and_table_show_the_limit_in_force_on_the_day(today: date, limit: str) -> None:
    chart, table = _chart_and_table(today)
    (other,) = {"24 小时", "48 小时"} - {limit}
    assert limit in chart
    assert limit in table
    assert other not in chart + table


def test_clauses_that_are_not_in_force_are_in_the_table_as_such_and_not_in_the_chart() -> None:
    chart, table = _chart_and_table(TODAY)
    assert "纸质登记 已停用" in table
    assert "先培训后上岗 尚未施行" in table
    assert "16 小时" not in chart + table
    assert chart.count("§ 1") == 2  # numbered-once, in either drawing
    assert "§ 2" not in chart


def test_the_table_tells_each_way_on_and_the_events_of_the_log() -> None:
    _, table = _chart_and_table(TODAY)
    assert "满意 → 投诉已办结" in table
    assert "不满意 → 处理" in table
    assert "handled" in table
    assert "handled-again" in table


def test_a_standard_shows_the_flows_it_has_a_part_in_with_its_own_steps_set_off() -> None:
    made = pages(small_catalogue(), lang="en", today=TODAY)
    complaint, training = (made[f"standards/{name}.md"] for name in ("complaint-handling", "training"))
    assert complaint.count("box step own") == 4  # both steps, in either drawing
    assert training.count("box step own") == 2  # the one that names its clause
    assert "../flows/handling-complaints.md" in training


def test_a_role_finds_what_it_does_and_decides() -> None:
    made = pages(small_catalogue(), lang="zh", today=TODAY)
    acts = made["roles/complaint-officer.md"].split("{ #flows }")[1].split("## ")[0]
    assert "[处理](../flows/handling-complaints.md#step-resolve)" in acts
    assert "[客户满意吗？](../flows/handling-complaints.md#step-content)" in acts
    assert "受理登记" not in acts
    assert "{ #flows }" not in made["roles/team-leader.md"]


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("standards/a.md#clause-b", "flows/c.md", "../../standards/a/#clause-b"),
        ("flows/c.md#step-d", "flows/c.md", "#step-d"),
        ("flows/c.md", "flows/c.md", "./"),
        ("flows/c.md", "flows/index.md", "c/"),
        ("index.md", "flows/c.md", "../../"),
    ],
)
def test_an_address_leads_from_folder_to_folder(target: str, page: str, expected: str) -> None:
    assert address(target, page=page) == expected


def _chart_and_table(today: date) -> tuple[str, str]:
    page = pages(small_catalogue(), lang="zh", today=today)[FLOW]
    before, _, behind = page.partition("{ #steps }")
    return built(before.split("{ #chart }")[1]).text, built(behind).text
