"""How long cases took, as it may be published: counted in SQL, small cells joined, no rows."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from guiju.engine.duckdb_engine import DuckDB
from guiju.engine.protocol import Row
from guiju.engine.scans import Scans
from guiju.model.catalogue import ClauseRef
from guiju.model.distribution import (
    DISTRIBUTIONS,
    LEAST_CELL,
    Bucket,
    Distribution,
    Distributions,
    RevisionLimit,
    Segment,
)
from guiju.model.plan import STATE_CODES, Plan, SpreadCode, SpreadPlan

_NOT_ASKED = (STATE_CODES["out_of_scope"], STATE_CODES["not_in_force"])


@dataclass(slots=True)
class _Pile:
    """Cases counted together."""

    states: Counter[int] = field(default_factory=Counter[int])
    ended: Counter[int] = field(default_factory=Counter[int])
    """Place of the bucket -> cases."""
    open: Counter[int] = field(default_factory=Counter[int])

    @property
    def cases(self) -> int:
        return self.states.total()

    def add(self, other: "_Pile") -> None:
        self.states += other.states
        self.ended += other.ended
        self.open += other.open


@dataclass(frozen=True, slots=True)
class _Counted:
    """One line of the engine's answer."""

    month: str | None
    group: str | None
    pile: _Pile


def distributions(plan: Plan, scans: Scans) -> Distributions:
    """Of every deadline of which enough cases were asked to tell anything."""
    asked = {ref: spread for scan in plan.spreads for ref, spread in zip(scan.clauses, scan.plans, strict=True)}
    counted: dict[ClauseRef, list[_Counted]] = {ref: [] for ref in asked}
    for scan, rows in zip(plan.spreads, scans.spreads, strict=True):
        for row in rows:
            code = SpreadCode.of(int(str(row[0])))
            ref = scan.clauses[code.clause]
            if code.state not in _NOT_ASKED:
                counted[ref].append(_counted(_by_own_edges(code, scan.edges[code.clause], asked[ref].edges), row))
    in_order = (record.ref for record in plan.records if record.ref in asked)
    found = (_distribution(ref, asked[ref], counted[ref]) for ref in in_order)
    return Distributions(clauses=tuple(one for one in found if one is not None))


def write_distributions(engine: DuckDB, plan: Plan, scans: Scans) -> None:
    """Writes distributions.json into the spool."""
    text = distributions(plan, scans).as_json()
    (engine.spool / DISTRIBUTIONS).write_text(text, encoding="utf-8", newline="\n")


def _distribution(ref: ClauseRef, spread: SpreadPlan, counted: Sequence[_Counted]) -> Distribution | None:
    whole = _piled(counted)
    if whole.cases < LEAST_CELL:
        return None
    measured = whole.ended.total() + whole.open.total()
    settled = sum(whole.states[STATE_CODES[state]] for state in ("kept", "breached", "pending"))
    return Distribution(
        clause=str(ref),
        clock=spread.clock,
        limits=tuple(RevisionLimit(revision=version, limit=limit) for version, limit in spread.limits),
        group=spread.group,
        unmeasured=settled - measured,
        whole=_segment((), whole, spread),
        months=tuple(_segment(name, pile, spread) for name, pile in _months(counted)),
        groups=tuple(_segment(name, pile, spread) for name, pile in _groups(counted)) if spread.group else (),
    )


def _by_own_edges(code: SpreadCode, edges: Sequence[int], own: Sequence[int]) -> SpreadCode:
    """The code with the place of the bucket among the clause's own edges; each of those is one of `edges`."""
    if not code.bucket:
        return code
    return replace(code, bucket=bisect_right(own, edges[code.bucket - 1]))


def _counted(code: SpreadCode, row: Row) -> _Counted:
    _, month, group, cases = row
    number = int(str(cases))
    pile = _Pile(states=Counter({min(code.state, STATE_CODES["undecided"]): number}))  # whatever the reason
    if code.bucket is not None:
        (pile.open if code.open else pile.ended)[code.bucket] = number
    return _Counted(
        month=f"{month:%Y-%m}" if isinstance(month, datetime) else None,
        group=None if group is None else str(group),
        pile=pile,
    )


def _piled(counted: Sequence[_Counted]) -> _Pile:
    whole = _Pile()
    for one in counted:
        whole.add(one.pile)
    return whole


def _months(counted: Sequence[_Counted]) -> Iterator[tuple[tuple[str, ...], _Pile]]:
    """The months in order, those with few cases joined with the next, the last ones with those before."""
    piles: dict[str, _Pile] = {}
    for one in counted:
        if one.month is not None:
            piles.setdefault(one.month, _Pile()).add(one.pile)
    spans = [((month, month), piles[month]) for month in sorted(piles)]
    yield from _joined(spans, lambda before, behind: (before[0], behind[-1]))


def _groups(counted: Sequence[_Counted]) -> Iterator[tuple[tuple[str, ...], _Pile]]:
    """The groups by name; those with few cases are one, together with the next larger where they are still few.

    Cases without a group are a group with an empty name: left out, they could be told by subtraction.
    """
    piles: dict[str, _Pile] = {}
    for one in counted:
        piles.setdefault(one.group or "", _Pile()).add(one.pile)
    smallest = sorted(piles, key=lambda name: (piles[name].cases, name))
    joined = _joined([((name,), piles[name]) for name in smallest], lambda before, behind: (*before, *behind))
    yield from sorted(((tuple(sorted(name)), pile) for name, pile in joined), key=lambda named: named[0])


def _joined(
    piles: Sequence[tuple[tuple[str, ...], _Pile]], named: Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...]]
) -> list[tuple[tuple[str, ...], _Pile]]:
    """Each with enough cases: one with few takes in the next, and the last ones join those before them."""
    done: list[tuple[tuple[str, ...], _Pile]] = []
    for name, pile in piles:
        if done and done[-1][1].cases < LEAST_CELL:
            done[-1] = _together(done[-1], (name, pile), named)
        else:
            done.append((name, pile))
    while len(done) > 1 and done[-1][1].cases < LEAST_CELL:
        done[-2:] = [_together(done[-2], done[-1], named)]
    return [each for each in done if each[1].cases >= LEAST_CELL]


def _together(
    before: tuple[tuple[str, ...], _Pile],
    behind: tuple[tuple[str, ...], _Pile],
    named: Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...]],
) -> tuple[tuple[str, ...], _Pile]:
    pile = _Pile()
    pile.add(before[1])
    pile.add(behind[1])
    return named(before[0], behind[0]), pile


def _segment(name: tuple[str, ...], pile: _Pile, spread: SpreadPlan) -> Segment:
    states = pile.states
    return Segment(
        name=name,
        kept=states[STATE_CODES["kept"]],
        breached=states[STATE_CODES["breached"]],
        pending=states[STATE_CODES["pending"]],
        undecided=states[STATE_CODES["undecided"]],
        buckets=tuple(_buckets(pile, spread)),
    )


def _buckets(pile: _Pile, spread: SpreadPlan) -> list[Bucket]:
    """Buckets with few cases joined with the next, except that a limit always ends one: the run tells what it kept."""
    kept = spread.exact
    found: list[Bucket] = []
    ended = opened = 0
    for place, edge in enumerate((*spread.edges, None)):
        here = pile.ended[place] + pile.open[place]
        if here and not ended + opened and place and (not found or found[-1][0] != spread.edges[place - 1]):
            found.append((spread.edges[place - 1], 0, 0))  # nothing lies between: the bucket begins here
        ended, opened = ended + pile.ended[place], opened + pile.open[place]
        if ended + opened >= LEAST_CELL or edge is None or edge in kept:
            found.append((edge, ended, opened))
            ended = opened = 0
    return _tail_joined(found, kept)


def _tail_joined(found: list[Bucket], limits: AbstractSet[int]) -> list[Bucket]:
    """What lies above the last edge joins the bucket before it, unless that one ends with a limit."""
    while len(found) > 1 and 0 < found[-1][1] + found[-1][2] < LEAST_CELL and found[-2][0] not in limits:
        (_, ended, opened), (edge, more_ended, more_opened) = found[-2:]
        found[-2:] = [(edge, ended + more_ended, opened + more_opened)]
    return found
