"""The verdict on a clause that a person must confirm, and the entries that are about no such clause."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import get_args

from guiju.engine.causes import cause_of
from guiju.engine.protocol import Engine, Row
from guiju.engine.waivings import ALL_WAIVED
from guiju.model.attestation import Standing
from guiju.model.catalogue import Catalogue
from guiju.model.checks import Attest
from guiju.model.plan import ATTEST_COLUMNS, AttestPlan, Strays
from guiju.model.record import Id
from guiju.model.run import Attested, ClauseResult, Verdict, WaiverUse
from guiju.model.text import Text

_VERDICTS: Mapping[Standing, Verdict] = {
    "confirmed": "compliant",
    "denied": "noncompliant",
    "expired": "noncompliant",
    "outdated": "noncompliant",
    "missing": "noncompliant",
    "doubtful": "undecided",
    "starting": "undecided",
}
_STANDINGS: Mapping[object, Standing] = {standing: standing for standing in get_args(Standing)}
_NOT_DUE: tuple[Standing, ...] = ("expired", "outdated", "missing")


def attest_result(plan: AttestPlan, engine: Engine) -> ClauseResult:
    """The entry that decides, and what follows from it."""
    attested = _attested(plan, engine.rows(plan.sql))
    verdict = _VERDICTS[attested.standing]
    reason = reason_of(attested)
    today = plan.as_of.date()
    covering = [waiver for waiver in plan.waivers if verdict == "noncompliant" and waiver.covers_days(today, today)]
    told = ALL_WAIVED if covering else reason
    blocked = attested.standing == "doubtful"
    return ClauseResult(
        clause=str(plan.ref),
        severity=plan.severity,
        kind="attest",
        export=plan.export,
        verdict="undecided" if covering else verdict,
        verdict_without_waivers=verdict,
        reason=told,
        cause=cause_of("undecided" if covering else verdict, told, blocked=blocked),
        blocked=blocked,
        counts=None,
        attested=attested,
        waivers=tuple(WaiverUse(waiver=waiver.id, covered=1) for waiver in covering),
    )


def reason_of(attested: Attested) -> Text | None:
    """Why there is no valid confirmation; None where there is one."""
    at = _day(attested.at)
    match attested.standing:
        case "confirmed":
            return None
        case "denied":
            return Text(zh=f"{at} 的确认结果是否定", en=f"the newest entry, of {at}, denies it")
        case "expired":
            until = _day(attested.until)
            return Text(
                zh=f"最近一次确认（{at}）自 {until} 起失效",
                en=f"the confirmation of {at} is out of force since {until}",
            )
        case "outdated":
            return Text(
                zh=f"{at} 的确认早于现行主版本，须重新确认",
                en=f"the confirmation of {at} was given before the major revision in force, which needs one of its own",
            )
        case "missing":
            return _missing(attested.set_aside)
        case "doubtful":
            return Text(
                zh=f"第 {attested.row} 行的确认记录无法读取，可能改变结论",
                en=f"the entry in row {attested.row} cannot be read, and could turn the verdict",
            )
        case "starting":
            return Text(
                zh="首个周期尚未结束，还可以确认", en="the first period is not over yet, it can still be confirmed"
            )


def remarks(strays: Strays, catalogue: Catalogue, engine: Engine) -> tuple[Text, ...]:
    """Entries that no clause could use, named by what they say they are about."""
    rows = engine.rows(strays.sql)
    told = [_stray(row, strays.export, catalogue) for row in rows]
    hidden = _count(rows[0][3]) - len(rows) if rows else 0
    if hidden:
        told.append(Text(zh=f"另有 {hidden} 个这样的条款名", en=f"{hidden} more such names of clauses"))
    return tuple(told)


def _attested(plan: AttestPlan, rows: Sequence[Row]) -> Attested:
    if not rows:
        cells: Mapping[str, object] = dict.fromkeys(ATTEST_COLUMNS) | {"standing": "missing", "set_aside": 0}
    else:
        cells = dict(zip(ATTEST_COLUMNS, rows[0], strict=True))
    found = _STANDINGS[str(cells["standing"])]
    told = found != "missing"
    return Attested(
        standing="starting" if plan.starting and found in _NOT_DUE else found,
        as_of=plan.as_of,
        at=_moment(cells["at"]) if told else None,
        until=_moment(cells["until"]) if told else None,
        role=_text(cells["role"]) if told else None,
        evidence=_text(cells["evidence"]) if told else None,
        file=_text(cells["file"]) if told else None,
        row=_count(cells["row"]) if told else None,
        set_aside=_count(cells["set_aside"]),
    )


def _missing(set_aside: int) -> Text:
    if not set_aside:
        return Text(zh="没有任何确认记录", en="nobody has confirmed it")
    return Text(
        zh=f"没有有权确认的岗位作出确认（另有 {set_aside} 条由其他岗位登记，不算）",
        en=f"no role that may confirm it has done so ({set_aside} by other roles do not count)",
    )


def _stray(row: Row, export: Id, catalogue: Catalogue) -> Text:
    written, number, first = row[0], _count(row[1]), _count(row[2])
    zh, en = f"{number} 条确认记录（第 {first} 行起）", f"entries from row {first} on ({number})"
    if written is None:
        return Text(zh=f"{zh}没有写明条款，未被采用", en=f"{en} name no clause and were not used")
    name = str(written)
    confirmed, known = set[str](), set[str]()
    for standard, clause in catalogue.clauses():
        known.add(f"{standard.id}#{clause.id}")
        if isinstance(clause.check, Attest) and clause.check.on == export:
            confirmed.add(f"{standard.id}#{clause.id}")
    if name.replace(".", "#") in known:
        return Text(
            zh=f"{zh}写的条款 {name} 不由人工确认，未被采用",
            en=f"{en} are about {name}, which nobody has to confirm here, and were not used",
        )
    near = difflib.get_close_matches(name, confirmed, n=1)
    return Text(
        zh=f"{zh}写的条款 {name} 不存在，未被采用" + (f"；是否指 {near[0]}？" if near else ""),
        en=f"{en} are about {name}, which is no clause, and were not used"
        + (f"; did you mean {near[0]}?" if near else ""),
    )


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at is not None else "?"


def _moment(cell: object) -> datetime | None:
    return cell if isinstance(cell, datetime) else None


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _count(cell: object) -> int:
    if not isinstance(cell, int):
        raise TypeError(f"the engine answered {cell!r} where a number was asked for")
    return cell
