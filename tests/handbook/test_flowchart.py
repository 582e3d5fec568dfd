"""A chart of any boxes and arrows is drawn so that nothing lies upon anything else and every word is there."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.catalogues import HANDLING, HOSTILE, TODAY, small_catalogue
from builders.golden import assert_golden
from guiju.handbook.edition import Edition
from guiju.handbook.escape import one_line
from guiju.handbook.flowchart import NARROW, WIDE, Arrow, Box, Chart, Chip, Form, drawn, planned
from guiju.handbook.flowchart.boxes import LINE
from guiju.handbook.flowchart.chart import BoxKind
from guiju.handbook.flowchart.lettering import width_of, wrapped
from guiju.handbook.flowchart.plan import PlacedBox, Plan
from guiju.handbook.flowchart.sheets import strips_of
from guiju.handbook.flowmarks import chart_of
from guiju.model.text import Lang

GOLDEN = Path(__file__).parent / "golden"
WORDS = st.sampled_from(
    ["处理", "是否需要其他部门协作处理这件事情？", "Escalate", "Does the customer need any guidance at all?", HOSTILE]
).map(one_line) | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=40).map(one_line)
SHAPES = {"svg", "title", "desc", "g", "a", "path", "polygon", "rect", "circle", "text"}

Rect = tuple[float, float, float, float]


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any boxes, each reached from the first; arrows lead anywhere, back to themselves as well."""
    kinds: list[BoxKind] = draw(st.lists(st.sampled_from(["step", "decision", "end"]), min_size=1, max_size=14))
    ids = [f"n{place}" for place in range(len(kinds))]
    arrows: list[Arrow] = []
    for name, kind in zip(ids, kinds, strict=True):
        count = {"step": 1, "end": 0, "decision": draw(st.integers(2, 4))}[kind]
        for _ in range(count):
            label = draw(st.sampled_from(["是", "不需要", "other departments are needed", one_line(HOSTILE)]))
            arrows.append(Arrow(name, draw(st.sampled_from(ids)), label if kind == "decision" else ""))
    reached = [ids[0]]
    for name in reached:
        reached.extend(arrow.target for arrow in arrows if arrow.source == name and arrow.target not in reached)
    boxes = tuple(_box(draw, name, kinds[ids.index(name)]) for name in dict.fromkeys(reached))
    return Chart(
        name="any",
        title=draw(WORDS),
        description=draw(WORDS),
        boxes=boxes,
        arrows=tuple(arrow for arrow in arrows if arrow.source in reached),
    )


def _box(draw: st.DrawFn, name: str, kind: BoxKind) -> Box:
    chips = draw(st.lists(st.sampled_from([*_chips()]), max_size=4))
    return Box(id=name, kind=kind, words=draw(WORDS), role=draw(WORDS | st.just("")), chips=tuple(chips), address="#x")


def _chips() -> Iterator[Chip]:
    yield Chip(kind="clock", words="24 小时", address="../#clause-handled", hint=HOSTILE)
    yield Chip(kind="flow", words="in detail: the handling, tracking and closing of requests", address="../x/")
    yield Chip(kind="repeats", words=HOSTILE)


@settings(max_examples=150, deadline=None)
@given(chart=charts(), form=st.sampled_from([WIDE, NARROW]))
def test_nothing_lies_upon_anything_else(chart: Chart, form: Form) -> None:
    plan = planned(chart, form)
    boxes = {name: _rect(plan, placed) for name, placed in plan.boxes.items()}
    answers = list(_answers(plan))
    for one, other in combinations([*boxes.values(), *answers], 2):
        assert not _overlap(one, other)
    for rect in [*boxes.values(), *answers]:
        assert rect[0] >= 0
        assert rect[1] >= 0
        assert rect[2] <= plan.width
        assert rect[3] <= plan.height
    for arrow in plan.arrows:
        for (x, y), (a, b) in pairwise(arrow.points):
            line = (min(x, a), min(y, b), max(x, a), max(y, b))
            assert x == a or y == b
            assert 0 <= line[0] <= line[2] <= plan.width
            assert 0 <= line[1] <= line[3] <= plan.height
            assert not [name for name, rect in boxes.items() if _overlap(line, rect)]
            assert not [rect for rect in answers if _overlap(line, rect)]


@settings(max_examples=150, deadline=None)
@given(chart=charts(), form=st.sampled_from([WIDE, NARROW]))
def test_every_arrow_touches_its_boxes_and_lines_are_one_only_where_they_lead_to_one_box(
    chart: Chart, form: Form
) -> None:
    plan = planned(chart, form)
    assert [arrow.place for arrow in plan.arrows] == list(range(len(chart.arrows)))
    for arrow in plan.arrows:
        source = _rect(plan, plan.boxes[chart.arrows[arrow.place].source])
        target = _rect(plan, plan.boxes[chart.arrows[arrow.place].target])
        assert source[0] < arrow.points[0][0] < source[2]
        assert arrow.points[0][1] == pytest.approx(source[3], abs=0.2)
        assert target[0] < arrow.points[-1][0] < target[2]
        assert arrow.points[-1][1] == pytest.approx(target[1], abs=0.2)
        assert arrow.points[-2][1] < arrow.points[-1][1]
    for one, other in combinations(plan.arrows, 2):
        if chart.arrows[one.place].target != chart.arrows[other.place].target:
            for first in pairwise(one.points):
                assert not [second for second in pairwise(other.points) if _run_together(first, second)]


@settings(max_examples=80, deadline=None)
@given(chart=charts(), form=st.sampled_from([WIDE, NARROW]))
def test_all_words_are_there_harmless_and_inside_their_box(chart: Chart, form: Form) -> None:
    plan = planned(chart, form)
    for placed in plan.boxes.values():
        for line in (*placed.lettered.role, *placed.lettered.words):
            assert line.y < placed.lettered.height
            assert width_of(line.words, line.size) <= form.box - 20 or len(line.words) == 1
    svg = str(drawn(plan))
    root = ET.fromstring(svg)  # noqa: S314  # our own, and the test is that it is well-formed
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= SHAPES
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    for placed, group in zip(plan.boxes.values(), root.findall("{*}g/{*}g"), strict=True):
        shown = "".join("".join(group.itertext()).split())
        assert "".join("".join(line.words for line in placed.lettered.words).split()) in shown
    assert "\n" not in svg
    assert svg == str(drawn(planned(replace(chart), form)))


@settings(max_examples=80, deadline=None)
@given(chart=charts())
def test_on_paper_the_drawing_is_cut_between_boxes_alone_and_none_of_it_is_lost(chart: Chart) -> None:
    plan = planned(chart, WIDE)
    strips = strips_of(plan)
    assert (strips[0][0], strips[-1][1]) == (0, plan.height)
    assert all(above[1] == below[0] for above, below in pairwise(strips))
    cuts = [bottom for _, bottom in strips[:-1]]
    for left, top, right, bottom in [*(_rect(plan, placed) for placed in plan.boxes.values()), *_answers(plan)]:
        assert left < right
        assert not [cut for cut in cuts if top - 0.3 < cut < bottom + 0.3]


def test_a_long_flow_fits_the_sheets_that_it_is_printed_on() -> None:
    boxes = tuple(Box(id=f"n{n}", kind="step", words="x") for n in range(40))
    chart = Chart(
        name="long",
        title="",
        description="",
        boxes=boxes,
        arrows=tuple(Arrow(f"n{n}", f"n{n + 1}") for n in range(39)),
    )
    strips = strips_of(planned(chart, WIDE))
    assert len(strips) > 5
    assert max(bottom - top for top, bottom in strips) <= 300


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_chart_looks_as_it_was_reviewed(lang: Lang, form: Form) -> None:
    edition = Edition(catalogue=small_catalogue(), lang=lang, today=TODAY)
    chart = chart_of(edition, HANDLING, address=lambda target: target, own=frozenset({"resolve"}))
    svg = str(drawn(planned(chart, form))).replace("><", ">\n<") + "\n"
    assert_golden(GOLDEN / lang / f"handling-complaints.{form.name}.svg", svg)


def test_words_break_at_spaces_and_between_chinese_characters_but_not_before_a_mark() -> None:
    assert wrapped("other departments are needed", 90, 12) == ("other", "departments", "are needed")
    assert wrapped("客户推荐了别人吗？", 64, 16) == ("客户推", "荐了别", "人吗？")
    assert wrapped("要不要（按规定）", 48, 16) == ("要不要", "（按规", "定）")


def test_only_a_word_wider_than_its_place_is_broken() -> None:
    lines = wrapped("a" * 40, 80, 12)
    assert "".join(lines) == "a" * 40
    assert all(width_of(line, 12) <= 80 for line in lines)


def test_a_long_flow_is_laid_out_without_recursion() -> None:
    boxes = tuple(Box(id=f"n{n}", kind="step", words="x") for n in range(3000))
    arrows = tuple(Arrow(f"n{n}", f"n{n + 1}") for n in range(2999))
    chart = Chart(name="long", title="", description="", boxes=boxes[:1500], arrows=arrows[:1499])
    assert len(planned(chart, NARROW).boxes) == 1500


def _rect(plan: Plan, placed: PlacedBox) -> Rect:
    return placed.x, placed.y, placed.x + plan.form.box, placed.y + placed.lettered.height


def _answers(plan: Plan) -> Iterator[Rect]:
    size = plan.form.small
    for placed in plan.boxes.values():
        for answer in placed.ports.answers:
            width = max(width_of(line, size) for line in answer.lines)
            top = placed.y + placed.lettered.height + answer.y - size
            x = answer.x - (width if answer.anchor == "end" else 0)
            yield x, top, x + width, top + size + (len(answer.lines) - 1) * size * LINE


def _overlap(one: Rect, other: Rect) -> bool:
    """Whether they share more than an edge."""
    near = 0.3
    across = one[0] < other[2] - near and other[0] < one[2] - near
    return across and one[1] < other[3] - near and other[1] < one[3] - near


def _run_together(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    """Whether two lines cover a piece of each other."""
    for fixed in (0, 1):
        along = 1 - fixed
        if one[0][fixed] == one[1][fixed] == other[0][fixed] == other[1][fixed]:
            (a, b), (c, d) = sorted(p[along] for p in one), sorted(p[along] for p in other)
            return min(b, d) - max(a, c) > 0.3
    return False
