"""Flows and sequences as people write them: everything that is wrong, each at its place."""

from pathlib import Path

import pytest

from builders.packs import FLOW, HANDLING, STANDARD, edited, write_pack
from guiju.source.catalogue import inspect, load

SEQUENCE = """\
    check:
      kind: sequence
      on: complaints
      case: [number]
      event: channel
      flow: handling
      events: {take: channel = 'phone', pass-on: channel = 'letter'}
"""
OWNED = "    check: {kind: condition, on: complaints, holds: handler is not null}\n"


def told(tmp_path: Path, check: str | None = None, flow: str = HANDLING) -> list[str]:
    """What is wrong with the minimal pack, with that flow, and that check in place of one of its own."""
    changed = edited(STANDARD, (OWNED, check)) if check is not None else {}
    _, problems = inspect(write_pack(tmp_path, {FLOW: flow} | changed))
    return [str(problem.location) + " " + problem.in_("en").partition(": ")[2] for problem in problems]


def test_a_flow_is_part_of_the_catalogue(tmp_path: Path) -> None:
    catalogue = load(write_pack(tmp_path, {FLOW: HANDLING} | edited(STANDARD, (OWNED, SEQUENCE))))

    flow = catalogue.flows["handling"]
    assert flow.roles == ("service-agent", "complaint-officer")
    assert [node.id for node in flow.drawing().nodes] == ["take", "solved", "done", "pass-on"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("event: taken, next: solved", "event: taken, next: sloved", 8, "did you mean solved"),
        ("start: take", "start: taek", 6, "did you mean take"),
        ("role: service-agent", "role: service-agnet", 8, "did you mean service-agent"),
        ("[complaint-handling#handled]", "[complaint-handling#handeld]", 20, "did you mean complaint-handling#handled"),
        ("id: pass-on", "id: handed", 14, "unknown node pass-on"),
        ("event: passed", "event: taken", 8, "shows more than one step"),
        ("event: passed", "event: passed\n    flow: nowhere", 20, "unknown flow nowhere"),
        ("    next: done", "    next: pass-on", 16, "no way leads from pass-on to an end"),
        ("next: pass-on}", "next: done}", 16, "no way leads from the start to pass-on"),
        ("kind: end, id: done", "kind: end, id: take", 22, "stands here again"),
    ],
)
def test_what_is_wrong_with_a_flow_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in HANDLING
    problems = told(tmp_path, flow=HANDLING.replace(old, new))

    assert any(problem.startswith(f"{FLOW}:{line}:") and said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("flow: handling", "flow: handlign", "did you mean handling"),
        ("case: [number]", "case: [numbr]", "did you mean number"),
        ("event: channel", "event: handler", "personal data"),
        ("take: channel", "taek: channel", "did you mean take"),
        ("channel = 'phone'", "channel = 'fone'", "did you mean phone"),
        ("channel = 'phone'", "score > $few", "no parameter can be used here"),
        ("      case: [number]\n", "", "exactly one of `case`"),
        ("      event: channel\n", "      event: channel\n      order: [score]\n", "a datetime or date column"),
        (
            "      flow: handling\n",
            "      template: response\n      first: score > 1\n      then: score > 2\n",
            "`events`",
        ),
        (", pass-on: channel = 'letter'", "", "for step pass-on passed"),
    ],
)
def test_what_is_wrong_with_a_sequence_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SEQUENCE
    problems = told(tmp_path, SEQUENCE.replace(old, new))

    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("template: response, first: score > 1, then: score > 2", "say with `ended`"),
        ("template: response, first: score > 1", "both of them"),
        ("template: absence", "`of` names"),
        ("template: absence, of: score > 1, within: few", "`within` goes with"),
        ("template: same-actor, first: score > 1, then: score > 2", "`actor` goes with"),
        ("template: absence, of: score > 1, at_most: few", "go with the template `existence`"),
    ],
)
def test_a_template_takes_its_own_words(tmp_path: Path, template: str, said: str) -> None:
    check = f"    check: {{kind: sequence, on: complaints, case: [number], event: channel, {template}}}\n"

    assert any(said in problem for problem in told(tmp_path, check))
