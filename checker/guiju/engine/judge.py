"""Asks the plan's questions; record and group verdicts come from SQL, here they are rolled up to clauses."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import get_args

from guiju.engine.attests import attest_result, remarks
from guiju.engine.causes import NONE_DUE, NONE_IN_FORCE, NONE_IN_SCOPE, cause_of
from guiju.engine.protocol import Engine, Row
from guiju.engine.scans import Scans, scan
from guiju.engine.tolerances import rolled_up, tolerances
from guiju.engine.waivings import ALL_WAIVED, Waived, covering, uses_of, waived
from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.checks import Check
from guiju.model.plan import STATE_CODES, TARGET_COLUMNS, Plan, RecordPlan, SpreadCode, Tally, TargetPlan, Unplanned
from guiju.model.record import Id
from guiju.model.run import ClauseResult, Counts, Group, Reason, Verdict
from guiju.model.text import Text

Progress = Callable[[Text], None]

_GROUP_REASONS: Mapping[str, Text] = {
    "undated": Text(zh="时间缺失，无法归入任何期间", en="the time is missing, so that it belongs to no period"),
    "ungrouped": Text(zh="分组值缺失", en="the group is missing"),
    "few": Text(zh="样本不足", en="too few cases"),
    "missing": Text(zh="缺失值可能改变结论", en="missing values could turn the verdict"),
    "running": Text(zh="期间尚未结束", en="the period is not over yet"),
    "presence": Text(
        zh="在册的起止日期缺失或无法读取", en="the first or last day on the roster is missing or unreadable"
    ),
    "unlisted": Text(zh="该期间的名册中没有这一对象", en="the roster does not list this subject in the period"),
    "after-now": Text(zh="晚于判定所依据的时间", en="later than the time that is judged by"),
    "chance": Text(zh="样本太少，达标与否可能只是偶然", en="so few cases that chance alone could turn the verdict"),
    "zero": Text(zh="分母为零", en="the divisor is zero"),
    "no-own": Text(zh="本数据中没有这一组或这一期间", en="its own export has no such group or period"),
    "no-partner": Text(zh="另一份数据中没有这一组或这一期间", en="the other export has no such group or period"),
    "no-previous": Text(zh="没有上一期间的数据可比", en="there is no period before to compare with"),
    "no-baseline": Text(zh="基准期内没有这一组的数据", en="the baseline has no data of this group"),
    "no-base": Text(
        zh="比较的基数不大于零，无法计算增减比例", en="the earlier value is not above zero: no share of it can be told"
    ),
    "baseline": Text(zh="属于基准期，不作比较", en="belongs to the baseline and is not compared with it"),
    "no-value": Text(zh="没有可计算的数值", en="there is no value to measure"),
}
_NO_COMPARISON = ("no-previous", "baseline")
_NOT_BLOCKING = tuple(_GROUP_REASONS[code] for code in ("few", "running", "unlisted", "after-now", *_NO_COMPARISON))
_VERDICTS: Mapping[object, Verdict] = {verdict: verdict for verdict in get_args(Verdict)}


def judge(
    plan: Plan, catalogue: Catalogue, engine: Engine, progress: Progress, scans: Scans | None = None
) -> tuple[ClauseResult, ...]:
    """The verdict on every clause that has a check, in the order of the handbook.

    `scans` are the answers of the exports' scans, where they have been asked for already.
    """
    counts, excused = _count(plan, engine, scan(plan, engine, progress) if scans is None else scans)
    results: dict[ClauseRef, ClauseResult] = {}
    kinds = {
        ClauseRef(standard.id, clause.id): clause.check
        for standard, clause in catalogue.clauses()
        if clause.check is not None
    }
    for record in plan.records:
        results[record.ref] = _record_result(record, counts[record.ref], excused, kinds[record.ref], engine)
    for statement in plan.groupings:
        engine.rows(statement)
    for target in plan.targets:
        progress(Text(zh=f"计算：{target.ref}", en=f"measuring {target.ref}"))
        results[target.ref] = _target_result(target, engine, kinds[target.ref])
    for attest in plan.attests:
        results[attest.ref] = attest_result(attest, engine)
    for unplanned in plan.unplanned:
        results[unplanned.ref] = _unplanned_result(unplanned, kinds[unplanned.ref])
    return tuple(results[ref] for ref in kinds)


def unused(plan: Plan, catalogue: Catalogue, engine: Engine) -> Mapping[Id, tuple[Text, ...]]:
    """Export -> its records that no clause could use, in words."""
    return {strays.export: remarks(strays, catalogue, engine) for strays in plan.strays}


def _count(
    plan: Plan, engine: Engine, scans: Scans
) -> tuple[Mapping[ClauseRef, Mapping[int, int]], Mapping[ClauseRef, Waived]]:
    """Clause -> state code -> records, and clause -> what is waived of the breached.

    What remains belongs to the clause's last reason.
    """
    counts: dict[ClauseRef, dict[int, int]] = {}
    excused: dict[ClauseRef, Waived] = {}
    reasons = {record.ref: len(record.reasons) for record in plan.records}
    for tally, row in zip(plan.tallies, scans.tallies, strict=True):
        records, *numbers = (_integer(cell) for cell in row[: len(row) - len(tally.answers)])
        states, rest = numbers[: len(tally.slots)], numbers[len(tally.slots) :]
        excused |= _excused(tally, rest)
        for (ref, code), number in zip(tally.slots, states, strict=True):
            counts.setdefault(ref, {})[code] = number
        for ref in dict.fromkeys(ref for ref, _ in tally.slots):
            open_ = records - sum(counts[ref].values())
            if reasons[ref]:
                counts[ref][STATE_CODES["undecided"] + reasons[ref] - 1] = open_
            if open_ < 0 or (open_ and not reasons[ref]):
                raise ArithmeticError(f"{ref}: {counts[ref]} records judged of {records}")
    _count_spreads(plan, scans, counts)
    for double in plan.doubles:
        engine.rows(double.prepare_sql)
        members = _integer(engine.rows(double.sql)[0][0])
        counts[double.ref][STATE_CODES["kept"]] -= members
        counts[double.ref][STATE_CODES["breached"]] = members
    return counts, excused | _excused_doubles(plan, engine)


def _count_spreads(plan: Plan, scans: Scans, counts: dict[ClauseRef, dict[int, int]]) -> None:
    """Adds the states of the clauses that no tally counts."""
    tallied = set(counts)
    for spread, rows in zip(plan.spreads, scans.spreads, strict=True):
        for ref in spread.clauses:
            counts.setdefault(ref, Counter())
        for number, _, _, records in rows:
            code = SpreadCode.of(_integer(number))
            if (ref := spread.clauses[code.clause]) not in tallied:
                counts[ref][code.state] += _integer(records)


def _excused(tally: Tally, numbers: Sequence[int]) -> Mapping[ClauseRef, Waived]:
    """What the counts behind the slots of a tally say."""
    found: dict[ClauseRef, Waived] = {}
    for waivings in tally.waivings:
        found[waivings.ref] = waived(waivings, numbers[: waivings.numbers])
        numbers = numbers[waivings.numbers :]
    return found


def _excused_doubles(plan: Plan, engine: Engine) -> dict[ClauseRef, Waived]:
    """Which records of a unique key are breached shows only when its groups are known."""
    asked = [record.waivings for record in plan.records if record.waivings is not None]
    return {
        waivings.ref: waived(waivings, [_integer(cell) for cell in engine.rows(waivings.sql)[0]])
        for waivings in asked
        if waivings.sql is not None
    }


def _record_result(
    plan: RecordPlan, codes: Mapping[int, int], excused: Mapping[ClauseRef, Waived], check: Check, engine: Engine
) -> ClauseResult:
    first = STATE_CODES["undecided"]
    undecided = [(text, codes[first + place]) for place, text in enumerate(plan.reasons)]
    reasons = tuple(Reason(text=text, count=count) for text, count in undecided if count)
    states = {state: codes.get(code, 0) for state, code in STATE_CODES.items() if state != "undecided"}
    mine = excused.get(plan.ref, Waived())
    counts = Counts(**states, undecided=sum(reason.count for reason in reasons), waived=mine.records)
    found = tolerances(plan.allowance, counts, engine) if plan.allowance is not None else ()
    verdict, reason = rolled_up(found) or _record_verdict(counts, waived=counts.waived)
    without, _ = rolled_up(found, without_waivers=True) or _record_verdict(counts, waived=0)
    blocked = verdict == "undecided" and counts.undecided > 0
    return ClauseResult(
        clause=str(plan.ref),
        severity=plan.severity,
        kind=check.kind,
        export=plan.export,
        verdict=verdict,
        verdict_without_waivers=without,
        reason=reason,
        cause=cause_of(verdict, reason, blocked=blocked),
        blocked=blocked,
        counts=counts,
        reasons=reasons,
        tolerances=found,
        waivers=mine.uses,
        notes=tuple(Reason(text=text, count=count) for text, sql in plan.notes if (count := _number_of(engine, sql))),
    )


def _number_of(engine: Engine, sql: str) -> int:
    return _integer(engine.rows(sql)[0][0])


def _record_verdict(counts: Counts, *, waived: int) -> tuple[Verdict, Text | None]:
    if counts.breached > waived:
        return "noncompliant", None
    if counts.undecided:
        count = counts.undecided
        return "undecided", Text(zh=f"{count} 条记录无法判定", en=f"{count} records could not be judged")
    if counts.kept:
        return "compliant", None
    if waived:
        return "undecided", ALL_WAIVED
    if counts.pending:
        return "undecided", NONE_DUE
    return "undecided", NONE_IN_FORCE if counts.not_in_force else NONE_IN_SCOPE


def _target_result(plan: TargetPlan, engine: Engine, check: Check) -> ClauseResult:
    numbers: dict[tuple[str, str], str] = {}
    found = (_group(plan, row) for row in engine.rows(plan.sql))
    # A waiver is asked before values are hidden: it may name one.
    groups = tuple(
        group.model_copy(update={"waivers": covering(plan, group), "by": _told(plan, group, numbers)})
        for group in found
    )
    empty = ALL_WAIVED if groups else NONE_IN_FORCE if plan.before_law else NONE_IN_SCOPE
    verdict, reason = _target_verdict([group for group in groups if not group.waivers], empty)
    without, _ = _target_verdict(groups, empty)
    blocked = verdict == "undecided" and any(_blocks(group) for group in groups)
    return ClauseResult(
        clause=str(plan.ref),
        severity=plan.severity,
        kind=check.kind,
        export=plan.export,
        verdict=verdict,
        verdict_without_waivers=without,
        reason=reason,
        cause=cause_of(verdict, reason, blocked=blocked),
        blocked=blocked,
        counts=None,
        groups=groups,
        waivers=uses_of(plan.waivers, groups),
    )


def _target_verdict(groups: Sequence[Group], empty: Text) -> tuple[Verdict, Text | None]:
    """Of the groups that are not waived; `empty` says why there is none."""
    if not groups:
        return "undecided", empty
    verdicts = {group.verdict for group in groups}
    if "noncompliant" in verdicts:
        return "noncompliant", None
    blocking = [group for group in groups if _blocks(group)]
    if blocking:
        return "undecided", blocking[0].reason
    if "compliant" in verdicts:
        return "compliant", None
    return "undecided", groups[0].reason


def _blocks(group: Group) -> bool:
    return group.verdict == "undecided" and group.reason not in _NOT_BLOCKING


def _group(plan: TargetPlan, row: Row) -> Group:
    cells = dict(zip(TARGET_COLUMNS, row, strict=False))
    by = row[len(TARGET_COLUMNS) :]
    code, period = cells["reason"], cells["period"]
    return Group(
        verdict=_verdict(cells["verdict"]),
        reason=_GROUP_REASONS[str(code)] if code is not None else None,
        revision=_text(cells["revision"]),
        period=period.date().isoformat() if isinstance(period, datetime) else None,
        by={name: _text(value) for name, value in zip(plan.by, by, strict=True)},
        cases=_integer(cells["cases"]),
        missing=_integer(cells["missing"]),
        value=_number(cells["value"]),
        lowest=_number(cells["lowest"]),
        highest=_number(cells["highest"]),
        interval_low=_number(cells["interval_low"]),
        interval_high=_number(cells["interval_high"]),
        limit_low=_number(cells["limit_low"]),
        limit_high=_number(cells["limit_high"]),
    )


def _unplanned_result(plan: Unplanned, check: Check) -> ClauseResult:
    return ClauseResult(
        clause=str(plan.ref),
        severity=plan.severity,
        kind=check.kind,
        export=plan.export,
        verdict="undecided",
        reason=plan.reason,
        cause=plan.cause,
        blocked=plan.given,
        counts=None,
    )


def _verdict(cell: object) -> Verdict:
    if cell not in _VERDICTS:
        raise TypeError(f"the engine answered {cell!r} where a verdict was asked for")
    return _VERDICTS[str(cell)]


def _integer(cell: object) -> int:
    if not isinstance(cell, int):
        raise TypeError(f"the engine answered {cell!r} where a count was asked for")
    return cell


def _number(cell: object) -> float | None:
    if cell is None:
        return None
    if isinstance(cell, float):
        return cell if isfinite(cell) else None  # an infinite bound is none
    if isinstance(cell, int):
        return float(cell)
    raise TypeError(f"the engine answered {cell!r} where a number was asked for")


def _told(plan: TargetPlan, group: Group, numbers: dict[tuple[str, str], str]) -> dict[str, str | None]:
    """What names a group, with a number for each value that must not be told; `numbers` are those given so far.

    `#1`, `#2` ...: the same value has the same number within a clause, and another one in the next run.
    """
    told: dict[str, str | None] = {}
    for name, value in group.by.items():
        if value is not None and name in plan.hidden:
            number = sum(column == name for column, _ in numbers) + 1
            told[name] = numbers.setdefault((name, value), f"#{number}")
        else:
            told[name] = value
    return told


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
