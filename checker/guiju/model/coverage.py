"""Which record answers which demand of the sources, and how firmly: derived from the catalogue alone.

An answer is as firm as what would notice a breach. A clause that data decide is firmer than one that a person
confirms, that than one that nobody checks, and any of them than a definition.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.demand import Demand, DemandId, Satisfies
from guiju.model.export import Export
from guiju.model.flow import Flow
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar, Role
from guiju.model.record import Id
from guiju.model.scorecard import Scorecard
from guiju.model.standard import Clause, Standard
from guiju.model.system import System
from guiju.model.text import Text
from guiju.model.waiver import Waiver

How = Literal[
    "checked",
    "attested",
    "unchecked",
    "standard",
    "flow",
    "scorecard",
    "kpi",
    "role",
    "term",
    "export",
    "system",
    "calendar",
    "waiver",
]
"""What kind of record answers, a clause by how it is checked; from the firmest to the weakest."""

Way = How | Literal["excused", "open"]
"""The firmest answer to a demand; `excused` where a reason stands in its place, `open` where nothing does."""

WAYS: Mapping[Way, Text] = {
    "checked": Text(zh="数据核对", en="checked"),
    "attested": Text(zh="人工确认", en="attested"),
    "unchecked": Text(zh="条款未核对", en="unchecked"),
    "standard": Text(zh="标准", en="standard"),
    "flow": Text(zh="流程", en="flow"),
    "scorecard": Text(zh="评分卡", en="scorecard"),
    "kpi": Text(zh="指标", en="KPI"),
    "role": Text(zh="岗位", en="role"),
    "term": Text(zh="术语", en="term"),
    "export": Text(zh="导出表", en="export"),
    "system": Text(zh="来源系统", en="system"),
    "calendar": Text(zh="日历", en="calendar"),
    "waiver": Text(zh="例外", en="waiver"),
    "excused": Text(zh="说明理由", en="excused"),
    "open": Text(zh="未落实", en="open"),
}
_FIRMEST_FIRST: tuple[Way, ...] = tuple(WAYS)
_BY_PERSONS: frozenset[str] = frozenset({"attest"})
"""Kinds of check that a person answers, not data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A record that answers to a demand."""

    how: How
    record: str
    """Its id; of a clause `standard.clause`."""
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """One demand with all that answers it, firmest first."""

    source: Id
    demand: Demand
    answers: tuple[Answer, ...]
    way: Way
    """`elsewhere` excuses count only where every demand that they name is answered."""
    checked: bool
    """Whether a check that runs decides it, here or under the demands that it points to."""

    @property
    def answered(self) -> bool:
        """Whether a record or a reason stands for it."""
        return self.way != "open"

    @property
    def lacks_a_check(self) -> bool:
        """A rule that exports or the pack's own records could decide, and that no running check does."""
        decidable = self.demand.verifiability in ("data", "registry")
        return self.demand.kind == "rule" and decidable and not self.checked


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every demand of the sources, in their order."""

    traced: tuple[Traced, ...]

    @property
    def share(self) -> Fraction:
        """Answered and excused demands of all; 1 where there are none."""
        return Fraction(sum(one.answered for one in self.traced), len(self.traced)) if self.traced else Fraction(1)

    def of(self, source: Id) -> "Coverage":
        """That of one source."""
        return Coverage(tuple(one for one in self.traced if one.source == source))

    def open(self) -> tuple[Traced, ...]:
        """The demands that nothing answers."""
        return tuple(one for one in self.traced if not one.answered)

    def lacking(self) -> tuple[Traced, ...]:
        """The rules that could be decided by a check, and are not."""
        return tuple(one for one in self.traced if one.lacks_a_check)


def coverage_of(catalogue: Catalogue) -> Coverage:
    """Every demand with its answers."""
    answers = answers_of(catalogue)
    excuses = {
        demand.id: demand.reason
        for source in catalogue.sources.values()
        for demand in source.demands
        if demand.reason is not None
    }
    pointing = {demand: frozenset(excuse.see) for demand, excuse in excuses.items() if excuse.see}
    answered = _reached([*answers, *(excuses.keys() - pointing.keys())], pointing)
    checked = _reached([demand for demand, found in answers.items() if found[0].how == "checked"], pointing)
    return Coverage(
        tuple(
            Traced(
                source=source.id,
                demand=demand,
                answers=answers.get(demand.id, ()),
                way=_way(answers.get(demand.id, ()), answered=demand.id in answered),
                checked=demand.id in checked,
            )
            for source in catalogue.sources.values()
            for demand in source.demands
        )
    )


def answers_of(catalogue: Catalogue) -> Mapping[DemandId, tuple[Answer, ...]]:
    """Demand -> the records that answer to it, firmest first. Retired clauses answer nothing any more."""
    found: dict[DemandId, list[Answer]] = {}
    for demands, answer in _answering(catalogue):
        for demand in dict.fromkeys(demands):
            found.setdefault(demand, []).append(answer)
    return {
        demand: tuple(sorted(answers, key=lambda answer: _FIRMEST_FIRST.index(answer.how)))
        for demand, answers in found.items()
    }


def _answering(catalogue: Catalogue) -> Iterator[tuple[Satisfies, Answer]]:
    """Every record that can answer to demands. A new kind of record has its line here, and in source/demands.py."""
    for standard in catalogue.standards.values():
        yield standard.satisfies, Answer(how="standard", record=standard.id, title=standard.title)
        for clause in standard.clauses:
            if standard.revisions[0] in standard.revisions_of(clause):
                yield clause.satisfies, _clause_answer(standard, clause)
    for term in catalogue.terms.values():
        yield term.satisfies, Answer(how="term", record=term.id, title=term.term)
    shelves: Mapping[How, Mapping[Id, Kpi | Role | Export | System | Calendar | Waiver | Flow | Scorecard]] = {
        "kpi": catalogue.kpis,
        "role": catalogue.roles,
        "export": catalogue.file_exports,
        "system": catalogue.systems,
        "calendar": catalogue.calendars,
        "waiver": catalogue.waivers,
        "flow": catalogue.flows,
        "scorecard": catalogue.scorecards,
    }
    for how, shelf in shelves.items():
        for record in shelf.values():
            yield record.satisfies, Answer(how=how, record=record.id, title=record.title)


def _clause_answer(standard: Standard, clause: Clause) -> Answer:
    en = f"{standard.title.en}: {clause.title.en}" if standard.title.en and clause.title.en else None
    title = Text(zh=f"{standard.title.zh}：{clause.title.zh}", en=en)
    return Answer(how=_how(clause), record=str(ClauseRef(standard.id, clause.id)), title=title)


def _how(clause: Clause) -> How:
    if clause.check is None:
        return "unchecked"
    return "attested" if clause.check.kind in _BY_PERSONS else "checked"


def _way(answers: tuple[Answer, ...], *, answered: bool) -> Way:
    if answers:
        return answers[0].how
    return "excused" if answered else "open"


def _reached(sure: Iterable[DemandId], pointing: Mapping[DemandId, frozenset[DemandId]]) -> frozenset[DemandId]:
    """`sure` and every demand that points to reached ones only; a ring of demands reaches nothing."""
    reached, fresh = set(sure), list(sure)
    waiting: dict[DemandId, list[DemandId]] = {}
    missing: dict[DemandId, int] = {}
    for demand, others in pointing.items():
        missing[demand] = len(others)
        for other in others:
            waiting.setdefault(other, []).append(demand)
    while fresh:
        for demand in waiting.get(fresh.pop(), ()):
            missing[demand] -= 1
            if not missing[demand] and demand not in reached:
                reached.add(demand)
                fresh.append(demand)
    return frozenset(reached)
