"""Logs for tests of sequences: an export of events and one of cases, and what a plain reading of the rules says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations, product
from pathlib import Path
from typing import Any

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import judge, opened
from guiju.model.catalogue import Catalogue
from guiju.model.export import Export
from guiju.model.flow import Decision, End, Flow, Step

NOON = datetime(2025, 8, 1, 12)
LOG = Export.model_validate(
    {
        "id": "events",
        "title": {"zh": "日志", "en": "Events"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["number"],
        "at": "ts",
        "columns": {
            "number": {"title": {"zh": "编号", "en": "number"}, "type": "text"},
            "case": {"title": {"zh": "案例", "en": "case"}, "type": "text"},
            "ts": {"title": {"zh": "时间", "en": "time"}, "type": "datetime"},
            "no": {"title": {"zh": "序号", "en": "no"}, "type": "integer"},
            "event": {"title": {"zh": "事件", "en": "event"}, "type": "text"},
            "who": {"title": {"zh": "经办人", "en": "actor"}, "type": "text"},
        },
    }
)
REVISIONS = [
    dockets.revision("2.0.0", "2025-07-01", {"limit": "PT2H", "share": "50%", "number": 2}),
    dockets.revision("1.0.0", "2025-01-01", {"limit": "PT4H", "share": "50%", "number": 3}),
]
BASE: dict[str, Any] = {"kind": "sequence", "on": "events", "case": ["case"], "event": "event"}
PAIR: dict[str, Any] = BASE | {"first": "event = 'a'", "then": "event = 'b'"}


@dataclass(frozen=True)
class Told:
    """One event: what, when (hours after noon; None is not known), and who."""

    what: str | None
    at: float | None
    who: str | None = "x"

    @property
    def moment(self) -> datetime | None:
        return None if self.at is None else NOON + timedelta(hours=self.at)


def rows(tale: Sequence[Told], case: str | None = "A") -> list[dict[str, Any]]:
    """The events of one case as rows of the log."""
    return [
        {"number": str(place), "case": case, "ts": told.moment, "event": told.what, "who": told.who}
        for place, told in enumerate(tale)
    ]


def tale(text: str) -> list[Told]:
    """`a b . c` an hour apart from noon on; events joined with `=` happen at the same time, `?x` has no time."""
    told: list[Told] = []
    for hour, word in enumerate(text.split()):
        together = [part for part in word.split("=") if part != "."]
        told += [Told(part.removeprefix("?"), None if part.startswith("?") else float(hour)) for part in together]
    return told


def pack(check: Mapping[str, Any], *, flow: Flow | None = None, revisions: Any = None) -> Catalogue:
    """A catalogue with that one clause."""
    known = dockets.catalogue(dockets.standard([dockets.clause(check)], revisions or REVISIONS), others=[LOG])
    if flow is None:
        return known
    return Catalogue(
        **{name: getattr(known, name) for name in known.__slots__ if name != "flows"}, flows={flow.id: flow}
    )


def states(
    spool: Path,
    check: Mapping[str, Any],
    tales: Sequence[Sequence[Told]],
    *,
    hours: float = 100,
    flow: Flow | None = None,
) -> list[str]:
    """The state of each case, one tale a case."""
    known = pack(check, flow=flow)
    names = {code: state for state, code in (("kept", 1), ("breached", 2), ("pending", 3), ("not_in_force", 5))}
    events = [row for place, told in enumerate(tales) for row in rows(told, f"{place:04}")]
    with opened(spool) as engine:
        table = dockets.load(engine, events, LOG)
        engine.lock([])
        plan = compile_plan(known, [table], Terms(as_of=NOON + timedelta(hours=hours)))
        judge(plan, known, engine, lambda _: None)
        inner = plan.tallies[0].sql
        state = inner[inner.index("CAST(CASE") : inner.index(' AS "s0"')]
        found = dict(engine.rows(f'SELECT "case", {state} FROM guiju_cases_0'))
    return [
        names.get(found[f"{place:04}"], "undecided") if f"{place:04}" in found else "absent"
        for place in range(len(tales))
    ]


# The plain reading


def readings(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Every kind, time, actor and order that the events may have had: what is not known may be anything."""
    for chosen in product(*(_meanings(event) for event in told)):
        for order in permutations(chosen):
            hours = [event.at for event in order if event.at is not None]
            if hours == sorted(hours):
                yield list(order)


def _meanings(event: Told) -> list[Told]:
    kinds = [event.what] if event.what is not None else ["a", "b", "z", "other"]
    hours = [event.at] if event.at is not None else [-20.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 20.0]
    people = [event.who] if event.who is not None else ["x", "y", "nobody else"]
    return [Told(*meaning) for meaning in product(kinds, hours, people)]


def walks(flow: Flow, told: Sequence[Told]) -> tuple[bool, bool]:
    """-> whether the flow can be walked as told, and whether it is at an end then; found by going through the nodes."""
    shown = {value: step.id for step in flow.steps for value in step.events}
    at = {flow.start}
    for event in (shown[t.what] for t in told if t.what in shown):
        reached = _silent(flow, at)
        if event not in reached:
            return False, False
        step = flow.node(event)
        assert isinstance(step, Step)
        at = {step.next, step.id} if step.repeats else {step.next}
    return True, any(isinstance(flow.node(name), End) for name in _silent(flow, at))


def _silent(flow: Flow, at: set[str]) -> set[str]:
    """Where one may be without having shown anything."""
    found: set[str] = set()
    queue = list(at)
    while queue:
        name = queue.pop()
        if name in found:
            continue
        found.add(name)
        match flow.node(name):
            case Step(event=event, next=after) if not event:
                queue.append(after)
            case Decision(branches=branches):
                queue.extend(branch.next for branch in branches)
            case _:
                pass
    return found
