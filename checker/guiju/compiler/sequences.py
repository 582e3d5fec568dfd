"""Sequences: each case of a log judged as a record, by the rule that its clause writes down.

Clauses on the same cases share one table (`logs.py`); from there on a case is a record like any other, so that tallies,
tolerances, findings and stories need nothing of their own.
"""

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass, replace

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law
from guiju.compiler.logs import LAST, LISTED, Log, Part, case_table, field, group_of
from guiju.compiler.pair_rules import both_ways, must, must_not, pair_ends
from guiju.compiler.records import RecordClause
from guiju.compiler.rules import NOTHING, Rule, Words, ending, open_now, over_now, some, sure
from guiju.compiler.single_rules import actors, existence, init, not_together
from guiju.compiler.states import Judgement, Shown, code, outcomes, preamble
from guiju.compiler.subject import Branch, Reasons, Shape
from guiju.compiler.walks import walk
from guiju.model.catalogue import ClauseRef
from guiju.model.flow import Flow
from guiju.model.plan import State
from guiju.model.quantity import Duration, Number
from guiju.model.record import Name
from guiju.model.sequence import Sequence, Template
from guiju.model.standard import Revision, Severity
from guiju.model.text import Text
from guiju.model.waiver import Waiver

_SECOND_US = 1_000_000
_MAYBE = Text(zh="有事件无法判断是否相关", en="whether an event counts cannot be told")
_UNDATED = Text(zh="有相关事件缺少时间", en="an event that counts has no time")
_UNNAMED = Text(zh="有相关事件缺少经办人", en="an event that counts does not say who did it")
_TIED = Text(
    zh="结论取决于同一时间的事件孰先孰后，无法判断",
    en="the verdict depends on the order of events of the same time",
)
_NO_CASE = Text(zh="事件没有写明属于哪个案例", en="the event does not say which case it belongs to")
_UNLISTED = Text(zh="案例清单中没有这一案例", en="the export of cases does not list this case")
_NO_SCOPE = Text(zh="无法判断是否适用", en="whether the clause applies cannot be told")


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceClause:
    """A sequence with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    law: Law
    shape: Shape
    check: Sequence
    roster: Shape | None
    flow: Flow | None
    waivers: tuple[Waiver, ...] = ()


def sequence_records(clauses: Several[SequenceClause]) -> tuple[RecordClause, ...]:
    """The clauses as record clauses over their tables of cases; those on the same cases share one."""
    groups: dict[tuple[object, ...], list[SequenceClause]] = {}
    for clause in clauses:
        groups.setdefault(group_of(clause.check), []).append(clause)
    return tuple(
        record for place, group in enumerate(groups.values()) for record in _records(f"guiju_cases_{place}", group)
    )


def _records(table: str, clauses: Several[SequenceClause]) -> list[RecordClause]:
    first = clauses[0]
    log = Log(shape=first.shape, asked=first.check, roster=first.roster, name=table)
    asked = [(clause, _words(log, clause, f"_c{place}")) for place, clause in enumerate(clauses)]
    rules = [(clause, words, _rule(words, clause)) for clause, words in asked]
    prepare = case_table(log, [_part(words, rule) for _, words, rule in rules])
    return [
        RecordClause(
            ref=clause.ref,
            severity=clause.severity,
            law=clause.law,
            shape=log.cases,
            judgement=_judgement(words, rule, clause.law),
            tolerance=clause.check.tolerance,
            prepare_sql=prepare,
            log=log,
            waivers=clause.waivers,
        )
        for clause, words, rule in rules
    ]


def _words(log: Log, clause: SequenceClause, prefix: str) -> Words:
    check = clause.check
    over: exp.Expr = NOTHING()
    if check.cases is not None and check.cases.ended is not None:
        over = sure(log.cases.trusted(trees.parsed(check.cases.ended)))
    words = Words(log=log, check=check, prefix=prefix, limit=None, over=over)
    if check.within is None:
        return words
    return replace(words, limit=_by_revision(words, clause.law, check.within, _microseconds))


def _rule(words: Words, clause: SequenceClause) -> Rule:
    template = clause.check.template
    if clause.flow is not None:
        return walk(words, clause.flow)
    if template is None:
        raise TypeError("a sequence names a flow or a template")
    return _existence(words, clause.law) if template == "existence" else _TEMPLATES[template](words)


def _existence(words: Words, law: Law) -> Rule:
    check = words.check
    least = _by_revision(words, law, check.at_least, _whole) if check.at_least else None
    most = _by_revision(words, law, check.at_most, _whole) if check.at_most else None
    return existence(words, least, most)


_TEMPLATES: Mapping[Template, Callable[[Words], Rule]] = {
    "absence": lambda words: existence(words, None, exp.Literal.number(0)),
    "init": init,
    "response": lambda words: must(words, one="first", other="then"),
    "chain-response": lambda words: must(words, one="first", other="then", chain=True),
    "precedence": lambda words: must(words, one="then", other="first", before=True),
    "succession": both_ways,
    "not-after": must_not,
    "not-co-existence": not_together,
    "same-actor": lambda words: actors(words, same=True),
    "different-actor": lambda words: actors(words, same=False),
}


def _part(words: Words, rule: Rule) -> Part:
    """The rule's own columns, those that say which events are meant, and those of the scope."""
    check, shape = words.check, words.log.shape
    ends = pair_ends(words) if check.first is not None else Part(events=(e := ending(words))[0], layers=(), cases=e[1])
    events: dict[str, exp.Expr] = {**ends.events, **rule.part.events}
    cases: dict[str, exp.Expr] = {**ends.cases, **rule.part.cases}
    if check.of is not None:
        events[words.name("of")] = exp.paren(shape.trusted(trees.parsed(check.of)))
    if check.actor is not None:
        events[words.name("actor")] = trees.cast(trees.column(check.actor), "VARCHAR")
    if check.where is not None and check.cases is None:
        scope = words.col("scope")
        events[words.name("scope")] = exp.paren(shape.trusted(trees.parsed(check.where)))
        cases[words.name("inside")] = trees.counted(sure(scope))
        cases[words.name("perhaps")] = trees.counted(trees.is_null(scope))
    return Part(events=events, layers=rule.part.layers, cases=cases)


def _judgement(words: Words, rule: Rule, law: Law) -> Judgement:
    log, check = words.log, words.check
    anchor = log.cases.time(log.anchor)
    reasons = Reasons(log.cases)
    until = _until(words)
    reached = _reached(words)
    branches = _before(words, law, reasons, reached)
    branches += [(rule.breached, code("breached")), (rule.coming, code("pending"))]
    doubt = exp.not_(exp.paren(rule.kept.copy()))
    branches.append((exp.and_(doubt, some(rule.maybe)), reasons.because(_MAYBE)))
    branches.append((exp.and_(doubt.copy(), some(rule.undated)), reasons.because(_UNDATED)))
    if rule.unnamed is not None:
        branches.append((exp.and_(doubt.copy(), some(rule.unnamed)), reasons.because(_UNNAMED)))
    branches.append((doubt.copy(), reasons.because(_TIED)))
    if check.ended is not None:
        branches.append((exp.and_(open_now(words), some(words.col("end_maybe"))), reasons.because(_MAYBE)))
    branches.append((exp.or_(rule.running, open_now(words)), code("pending")))
    judged: tuple[State, ...] = ("kept", "breached", "pending")
    limit = check.within or check.at_least or check.at_most
    return Judgement(
        state=trees.case(branches, code("kept")),
        states=outcomes(branches, *judged),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=until,
        until=reached,
        due=_due(words, rule),
        limit=law.when(anchor, lambda held: trees.text(str(held.sets[limit])), ended=reached)
        if limit is not None
        else trees.null(),
        measured=_measured(words, rule),
        looked_at=(),
        shown=_shown(words, rule),
    )


def _before(words: Words, law: Law, reasons: Reasons, until: exp.Expr) -> list[Branch]:
    """Case, scope, time and law, before the rule itself."""
    log, check = words.log, words.check
    branches: list[Branch] = []
    if check.cases is not None:
        branches.append((exp.not_(sure(trees.column(LISTED))), reasons.because(_UNLISTED)))
        return branches + preamble(check, log.anchor, law, reasons, until=until)
    nameless = exp.or_(*(trees.is_null(trees.column(name)) for name in check.case))
    branches.append((nameless, reasons.because(_NO_CASE)))
    if check.where is not None:
        outside = exp.not_(exp.paren(exp.or_(some(words.col("inside")), some(words.col("perhaps")))))
        branches.append((outside, code("out_of_scope")))
    branches += preamble(check.model_copy(update={"where": None}), log.anchor, law, reasons, until=until)
    if check.where is not None:
        branches.append((exp.not_(some(words.col("inside"))), reasons.because(_NO_SCOPE)))
    return branches


def _until(words: Words) -> exp.Expr:
    """When the case ended; null for one that is open. Where nothing says so, its last event."""
    check, last = words.check, trees.column(LAST)
    if check.ended is None and (check.cases is None or check.cases.ended is None):
        return last
    return trees.case([(over_now(words), last)], trees.cast(trees.null(), "TIMESTAMP"))


def _reached(words: Words) -> exp.Expr:
    """When the case ended, or now."""
    return exp.Coalesce(this=_until(words), expressions=[words.now])


def _shown(words: Words, rule: Rule) -> Shown:
    """The pair of events in place of the case: where it goes wrong."""
    first, then = rule.first, rule.then
    place = None
    if words.log.roster is None:
        place = tuple(
            exp.Coalesce(
                this=field(then, part),
                expressions=[field(first, part), trees.column("_file" if part == "file" else "_row")],
            )
            for part in ("file", "row")
        )
    return Shown(
        started=field(first, "at"),
        ended=field(then, "at"),
        events=(("first", first), ("then", then)),
        place=(place[0], place[1]) if place is not None else None,
    )


def _due(words: Words, rule: Rule) -> exp.Expr:
    if words.limit is None or words.check.template in ("not-after", "precedence"):
        return trees.cast(trees.null(), "TIMESTAMP")
    parts = exp.Div(this=exp.paren(words.limit.copy()), expression=exp.Literal.number(_SECOND_US))
    seconds = trees.cast(parts, "BIGINT")
    return exp.Add(this=field(rule.first, "at"), expression=trees.call("to_seconds", seconds))


def _measured(words: Words, rule: Rule) -> exp.Expr:
    """Seconds between the two events; to `as of` where the second is not there."""
    if words.limit is None:
        return trees.cast(trees.null(), "DOUBLE")
    end = exp.Coalesce(this=field(rule.then, "at"), expressions=[words.now])
    apart = exp.Sub(this=trees.call("epoch", end), expression=trees.call("epoch", field(rule.first, "at")))
    return trees.cast(exp.paren(apart), "DOUBLE")


def _by_revision(words: Words, law: Law, name: Name, number: Callable[[Revision, Name], int]) -> exp.Expr:
    """The parameter's number by the revision in force."""
    if law.constant(lambda revision: number(revision, name)):
        return exp.Literal.number(number(law.revisions[0], name))
    anchor = words.log.cases.time(words.log.anchor)
    held = law.when(anchor, lambda revision: exp.Literal.number(number(revision, name)), ended=_reached(words))
    return exp.paren(held)


def _microseconds(revision: Revision, name: Name) -> int:
    limit = revision.sets[name]
    if not isinstance(limit, Duration) or limit.seconds is None:
        raise TypeError(f"{name} of revision {revision.version} is no length of running time")
    return limit.seconds * _SECOND_US


def _whole(revision: Revision, name: Name) -> int:
    limit = revision.sets[name]
    if not isinstance(limit, Number):
        raise TypeError(f"{name} of revision {revision.version} is no number")
    return int(limit.number)
