"""Rules about which events a case has at all, which comes first, and who did them."""

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.logs import AT, POS, WHAT, Part, event, field, over, struct
from guiju.compiler.rules import (
    NOTHING,
    Rule,
    Words,
    dated,
    least,
    most,
    no_event,
    none,
    over_now,
    possible,
    some,
    sure,
    there,
    total,
    undated,
)
from guiju.model.intake import FILE, ROW


def existence(words: Words, least_of: exp.Expr | None, most_of: exp.Expr | None) -> Rule:
    """At least, or at most, so many events; the numbers are over the columns of the table of cases."""
    meant = words.col("of")
    cases: dict[str, exp.Expr] = {
        words.name("yes"): trees.counted(sure(meant)),
        words.name("maybe"): trees.counted(trees.is_null(meant)),
        words.name("one"): least(sure(meant)),
        words.name("two"): most(sure(meant)),
    }
    zero = exp.Literal.number(0)
    yes: exp.Expr = exp.Coalesce(this=words.col("yes"), expressions=[zero])
    best = total(words.col("yes"), words.col("maybe"))
    if most_of is not None:
        breached: exp.Expr = exp.GT(this=yes, expression=most_of)
        coming: exp.Expr = NOTHING()
        kept: exp.Expr = exp.LTE(this=best, expression=most_of.copy())
        first, then = words.col("one"), words.col("two")
    else:
        asked = least_of if least_of is not None else exp.Literal.number(1)
        lacking = exp.LT(this=best, expression=asked.copy())
        kept = exp.GTE(this=yes, expression=asked)
        breached = exp.and_(lacking, over_now(words))
        doubtful = some(words.col("end_maybe")) if words.check.ended is not None else NOTHING()
        coming = exp.and_(lacking.copy(), exp.not_(exp.paren(exp.or_(over_now(words), doubtful))))
        first, then = words.col("two"), no_event()
    return Rule(
        part=Part(events={}, layers=(), cases=cases),
        breached=breached,
        coming=coming,
        kept=kept,
        running=NOTHING(),
        maybe=total(words.col("maybe"), *([words.col("end_maybe")] if words.check.ended is not None else [])),
        undated=exp.Literal.number(0),
        first=first,
        then=then,
    )


def init(words: Words) -> Rule:
    """The first event is one of those meant. A case without any event has no first one."""
    meant = words.col("of")
    opens = exp.and_(dated(), exp.EQ(this=trees.column(POS), expression=exp.Literal.number(1)))
    cases: dict[str, exp.Expr] = {
        words.name("good"): trees.counted(exp.and_(opens, sure(meant))),
        words.name("bad"): trees.counted(exp.and_(opens.copy(), exp.not_(possible(meant)))),
        words.name("unclear"): trees.counted(exp.and_(opens.copy(), trees.is_null(meant))),
        words.name("lost_good"): trees.counted(exp.and_(undated(), possible(meant))),
        words.name("lost_bad"): trees.counted(exp.and_(undated(), exp.not_(sure(meant)))),
        words.name("two"): least(opens.copy()),
    }
    good, bad, unclear = (words.col(word) for word in ("good", "bad", "unclear"))
    return Rule(
        part=Part(events={}, layers=(), cases=cases),
        breached=exp.and_(some(bad), none(good), none(unclear), none(words.col("lost_good"))),
        coming=NOTHING(),
        kept=exp.and_(some(good), none(bad), none(unclear), none(words.col("lost_bad"))),
        running=NOTHING(),
        maybe=unclear,
        undated=total(words.col("lost_good"), words.col("lost_bad")),
        first=no_event(),
        then=words.col("two"),
    )


def not_together(words: Words) -> Rule:
    """No case has both events."""
    one, other = words.col("first"), words.col("then")
    cases: dict[str, exp.Expr] = {
        words.name("maybe"): trees.counted(exp.or_(trees.is_null(one), trees.is_null(other))),
        words.name("one"): least(sure(one)),
        words.name("two"): least(sure(other)),
        words.name("ones"): trees.counted(possible(one)),
        words.name("others"): trees.counted(possible(other)),
    }
    return Rule(
        part=Part(events={}, layers=(), cases=cases),
        breached=exp.and_(there(words.col("one")), there(words.col("two"))),
        coming=NOTHING(),
        kept=exp.or_(none(words.col("ones")), none(words.col("others"))),
        running=NOTHING(),
        maybe=words.col("maybe"),
        undated=exp.Literal.number(0),
        first=words.col("one"),
        then=words.col("two"),
    )


def _doers(words: Words) -> Part:
    """Who did the two events, as far as it is known."""
    one, other = words.col("first"), words.col("then")
    who = words.col("actor")
    side, known = words.log.keys, there(who)
    doer = {"who": who, "pos": trees.column(POS), "at": trees.column(AT)}
    doer |= {"file": trees.column(FILE), "row": trees.column(ROW), "what": trees.column(WHAT)}
    either = exp.paren(exp.or_(possible(one), possible(other)))
    layer: dict[str, exp.Expr] = {
        words.name("did"): over(least(sure(one)), (*side, who)),
        words.name("might"): over(trees.filtered(exp.Count(this=exp.Star()), possible(one)), (*side, who)),
    }
    cases: dict[str, exp.Expr] = {
        words.name("maybe"): trees.counted(exp.or_(trees.is_null(one), trees.is_null(other))),
        words.name("unnamed"): trees.counted(exp.and_(either, trees.is_null(who))),
        words.name("ones"): trees.counted(possible(one)),
        words.name("others"): trees.counted(possible(other)),
        words.name("low_one"): least(exp.and_(sure(one), known), struct(doer)),
        words.name("high_one"): most(exp.and_(sure(one), known.copy()), struct(doer)),
        words.name("low_other"): least(exp.and_(sure(other), known.copy()), struct(doer)),
        words.name("high_other"): most(exp.and_(sure(other), known.copy()), struct(doer)),
        words.name("people"): trees.filtered(exp.Count(this=exp.Distinct(expressions=[who])), either.copy()),
        words.name("hit"): least(
            exp.and_(sure(other), known.copy(), there(words.col("did"))),
            struct({"two": event(), "one": words.col("did")}),
        ),
        words.name("shared"): trees.counted(exp.and_(possible(other), known.copy(), some(words.col("might")))),
    }
    return Part(events={}, layers=(layer,), cases=cases)


def actors(words: Words, *, same: bool) -> Rule:
    """All who did the two events are one person, or nobody did both."""
    idle = exp.or_(none(words.col("ones")), none(words.col("others")))
    apart = exp.NEQ(this=field(words.col("low_one"), "who"), expression=field(words.col("high_other"), "who"))
    crossed = exp.NEQ(this=field(words.col("high_one"), "who"), expression=field(words.col("low_other"), "who"))
    hit = words.col("hit")
    if same:
        one_person = exp.LTE(
            this=exp.Coalesce(this=words.col("people"), expressions=[exp.Literal.number(0)]),
            expression=exp.Literal.number(1),
        )
        breached: exp.Expr = exp.or_(sure(apart), sure(crossed))
        kept: exp.Expr = exp.or_(idle, exp.and_(one_person, none(words.col("unnamed"))))
        first = trees.case([(sure(apart), _plain(words.col("low_one")))], _plain(words.col("high_one")))
        then = trees.case([(sure(apart), _plain(words.col("high_other")))], _plain(words.col("low_other")))
    else:
        breached = there(hit)
        kept = exp.or_(idle, exp.and_(none(words.col("shared")), none(words.col("unnamed"))))
        first, then = field(hit, "one"), field(hit, "two")
    return Rule(
        part=_doers(words),
        breached=breached,
        coming=NOTHING(),
        kept=kept,
        running=NOTHING(),
        maybe=words.col("maybe"),
        undated=exp.Literal.number(0),
        unnamed=words.col("unnamed"),
        first=first,
        then=then,
    )


def _plain(doer: exp.Expr) -> exp.Expr:
    """The event without who did it."""
    return struct({name: field(doer, name) for name in ("pos", "at", "file", "row", "what")})
