"""Whether the events of a case walk along a flow.

Steps are bits of a number. Each event knows the bits that may come next; events of equal time are one group, which
goes wrong for sure only if it does so in every order, and right for sure only if it does so in every order.
"""

from collections.abc import Mapping

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.logs import POS, Part, event, field, over, struct
from guiju.compiler.rules import (
    NOTHING,
    Rule,
    Words,
    dated,
    least,
    most,
    no_event,
    none,
    over_after,
    over_now,
    there,
    undated,
)
from guiju.model.flow import Flow
from guiju.model.record import Id

_EARLIER = ("UNBOUNDED", "PRECEDING", "1", "PRECEDING")
_ALL = -1
"""Every bit: what cannot be told may be any step."""


def shown_steps(flow: Flow, words: Words) -> Mapping[Id, exp.Expr]:
    """Step -> which events show it, over the columns of the log, in the order of the flow."""
    check, shown = words.check, dict[Id, exp.Expr]()
    for step in flow.steps:
        if step.id in check.events:
            shown[step.id] = exp.paren(words.log.shape.trusted(trees.parsed(check.events[step.id])))
        elif step.events:
            values: list[exp.Expr] = [trees.text(value) for value in step.events]
            found = exp.In(this=trees.cast(trees.column(check.event), "VARCHAR"), expressions=values)
            shown[step.id] = exp.paren(found)
    return shown


def walk(words: Words, flow: Flow) -> Rule:
    """Every step comes after one that it may follow; a case begins with a first step and is over after a last one."""
    shown = shown_steps(flow, words)
    order = flow.order(shown.keys())
    bits = {step: 1 << place for place, step in enumerate(shown)}
    after = {step: sum(bits[other] for other in order.after[step]) for step in shown}
    first = sum(bits[step] for step in order.first)
    last = sum(bits[step] for step in order.last)
    final, broken = words.col("final"), words.col("broken")
    stops = exp.and_(there(final), _is_zero(_and(field(final, "mask"), _bits(last))))
    arrives = exp.and_(
        there(final.copy()),
        exp.EQ(this=_and(field(final, "mask"), _bits(last)), expression=field(final, "mask")),
    )
    over_, doubtful_end = over_after(words, field(final, "event"))
    clear = none(words.col("lost"))
    stops_short = exp.and_(stops, clear, exp.paren(over_))
    ended = exp.Coalesce(this=exp.paren(arrives), expressions=[exp.false()])
    unseen = exp.and_(trees.is_null(final), none(words.col("maybe")), exp.paren(over_now(words)))
    passed, skipped = (unseen, NOTHING()) if order.empty else (NOTHING(), unseen)
    waits = exp.and_(clear.copy(), none(words.col("doubtful")), exp.not_(exp.paren(exp.or_(over_, doubtful_end))))
    return Rule(
        part=Part(
            events=_event_columns(words, shown, bits, after), layers=_layers(words), cases=_steps_taken(words, first)
        ),
        breached=exp.and_(
            clear.copy(),
            exp.or_(there(broken), exp.Coalesce(this=exp.paren(stops_short), expressions=[exp.false()]), skipped),
        ),
        coming=exp.and_(waits, exp.not_(ended), exp.not_(exp.paren(unseen.copy()))),
        kept=exp.and_(clear.copy(), none(words.col("doubtful")), exp.or_(ended.copy(), passed)),
        running=NOTHING(),
        maybe=words.col("maybe"),
        undated=words.col("lost"),
        first=trees.case([(there(broken), field(broken, "one"))], field(final, "event")),
        then=trees.case([(there(broken), field(broken, "two"))], no_event()),
    )


def _steps_taken(words: Words, first: int) -> Mapping[str, exp.Expr]:
    """What is known of each case: its first wrong step, its last one, and how much doubt there is."""
    bit, mask, prior = words.col("bit"), words.col("mask"), words.col("prior")
    shows = exp.and_(there(bit), dated())
    unclear = exp.EQ(this=bit.copy(), expression=_bits(_ALL))
    nothing_before = trees.is_null(prior)
    before_all = trees.case([(nothing_before, _bits(first))], field(prior, "all"))
    before_some = trees.case([(nothing_before.copy(), _bits(first))], field(prior, "some"))
    told = exp.NEQ(this=mask.copy(), expression=_bits(_ALL))
    wrong_join = exp.and_(told, _is_zero(_and(before_some, mask)))
    wrong_within = exp.and_(_several(words), _is_zero(words.col("inner_some")))
    right_join = exp.EQ(this=_and(before_all, mask), expression=mask.copy())
    right_within = exp.or_(
        exp.not_(_several(words)), exp.EQ(this=_and(words.col("inner_all"), mask), expression=mask.copy())
    )
    goes_wrong = exp.and_(shows, exp.or_(wrong_join, wrong_within))
    goes_right = exp.and_(right_join, right_within)
    pair = struct({"two": event(), "one": trees.case([(nothing_before.copy(), no_event())], field(prior, "event"))})
    return {
        words.name("broken"): least(goes_wrong, pair),
        words.name("doubtful"): trees.counted(exp.and_(shows.copy(), exp.not_(exp.paren(goes_right)))),
        words.name("final"): most(shows.copy(), _group(words)),
        words.name("maybe"): trees.counted(unclear),
        words.name("lost"): trees.counted(exp.and_(undated(), there(bit))),
    }


def _event_columns(
    words: Words, shown: Mapping[Id, exp.Expr], bits: Mapping[Id, int], after: Mapping[Id, int]
) -> Mapping[str, exp.Expr]:
    doubt = exp.or_(*(trees.is_null(node) for node in shown.values()))

    def by_step(numbers: Mapping[Id, int], unknown: int) -> exp.Expr:
        steps = [(node, _bits(numbers[step])) for step, node in shown.items()]
        return trees.case([(doubt, _bits(unknown)), *steps], trees.cast(trees.null(), "BIGINT"))

    return {
        words.name("bit"): by_step(bits, _ALL),
        words.name("all"): by_step(after, 0),
        words.name("some"): by_step(after, _ALL),
    }


def _layers(words: Words) -> tuple[Mapping[str, exp.Expr], ...]:
    """First what the events of one moment are together, then the moment before."""
    keys, bit = words.log.keys, words.col("bit")
    peers = (*keys, trees.column(POS))
    # Whatever stands first among its peers, the others have to be allowed behind it; for itself alone nothing has.
    itself = trees.case(
        [(exp.EQ(this=bit.copy(), expression=_bits(_ALL)), words.col("all"))],
        exp.BitwiseOr(this=words.col("all"), expression=bit.copy()),
    )
    together: dict[str, exp.Expr] = {
        words.name("mask"): over(exp.BitwiseOrAgg(this=bit.copy()), peers),
        words.name("number"): over(exp.Count(this=bit.copy()), peers),
        words.name("kinds"): over(exp.Count(this=exp.Distinct(expressions=[bit.copy()])), peers),
        words.name("group_all"): over(exp.BitwiseAndAgg(this=words.col("all")), peers),
        words.name("group_some"): over(exp.BitwiseOrAgg(this=words.col("some")), peers),
        words.name("group_itself"): over(exp.BitwiseAndAgg(this=itself), peers),
    }
    # With a step twice, it has to be allowed behind itself too.
    twice = exp.NEQ(this=words.col("number"), expression=words.col("kinds"))
    before: dict[str, exp.Expr] = {
        words.name("inner_all"): trees.case([(twice, words.col("group_all"))], words.col("group_itself")),
        words.name("inner_some"): _and(words.col("group_some"), words.col("mask")),
        words.name("prior"): over(
            most(exp.and_(there(bit), dated()), _group(words)), keys, [trees.column(POS)], _EARLIER
        ),
    }
    return together, before


def _group(words: Words) -> exp.Expr:
    """The events of one moment."""
    return struct(
        {
            "pos": trees.column(POS),
            "event": event(),
            "mask": words.col("mask"),
            "all": words.col("group_all"),
            "some": words.col("group_some"),
        }
    )


def _several(words: Words) -> exp.Expr:
    return exp.GT(this=words.col("number"), expression=exp.Literal.number(1))


def _bits(number: int) -> exp.Expr:
    return trees.cast(trees.number(number), "BIGINT")


def _and(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.paren(exp.BitwiseAnd(this=left.copy(), expression=right.copy()))


def _is_zero(node: exp.Expr) -> exp.Expr:
    return exp.EQ(this=node.copy(), expression=exp.Literal.number(0))
