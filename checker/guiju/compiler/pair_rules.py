"""Rules about two events of a case: the second comes, comes before, comes at once, or never comes."""

from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.logs import AT, POS, Columns, Part, event, field, over, struct
from guiju.compiler.rules import (
    NOTHING,
    Rule,
    Words,
    dated,
    ending,
    least,
    most,
    no_event,
    none,
    open_now,
    over_after,
    possible,
    some,
    sure,
    there,
    total,
    undated,
)

_AFTER = ("1", "FOLLOWING", "UNBOUNDED", "FOLLOWING")
_BEFORE = ("UNBOUNDED", "PRECEDING", "1", "PRECEDING")
_NEXT = ("1", "FOLLOWING", "1", "FOLLOWING")


@dataclass(frozen=True, kw_only=True)
class _Side:
    """One direction of a rule: every `one` asks for another event on its side, or forbids it."""

    words: Words
    one: str
    """Column of the events that ask."""
    other: str
    """Column of the events that are asked for."""
    before: bool = False
    chain: bool = False

    def name(self, word: str) -> str:
        return self.words.name(f"{word}_before" if self.before else word)

    def col(self, word: str) -> exp.Expr:
        return trees.column(self.name(word))

    @cached_property
    def asks(self) -> exp.Expr:
        return self.words.col(self.one)

    @cached_property
    def asked(self) -> exp.Expr:
        return self.words.col(self.other)

    def layer(self) -> Columns:
        """The nearest other event: the sure one (`strict`), and the one that may be it (`loose`); who is tied."""
        keys, order = self.words.log.keys, [trees.column(POS)]
        frame = _NEXT if self.chain else _BEFORE if self.before else _AFTER
        nearest = most if self.before else least
        rivals = exp.and_(possible(self.asked), dated())
        strict = over(nearest(exp.and_(sure(self.asked), dated())), keys, order, frame)
        peers = over(trees.filtered(exp.Count(this=exp.Star()), rivals.copy()), (*keys, trees.column(POS)))
        mine = trees.case([(possible(self.asked), exp.Literal.number(1))], exp.Literal.number(0))
        nodes: dict[str, exp.Expr] = {
            self.name("loose"): over(nearest(rivals), keys, order, frame),
            self.name("tied"): exp.GT(this=exp.Sub(this=peers, expression=mine), expression=exp.Literal.number(0)),
        }
        if self.chain:
            count = trees.filtered(exp.Count(this=exp.Star()), dated())
            others = trees.filtered(exp.Count(this=exp.Star()), exp.and_(exp.not_(sure(self.asked)), dated()))
            alone = exp.EQ(
                this=over(exp.Count(this=exp.Star()), (*keys, trees.column(POS))), expression=exp.Literal.number(1)
            )
            whole = exp.EQ(this=over(others, keys, order, frame), expression=exp.Literal.number(0))
            strict = trees.case([(exp.and_(alone, whole), strict)], trees.null())
            nodes[self.name("single")] = alone.copy()
            nodes[self.name("follows")] = over(least(dated()), keys, order, frame)
            nodes[self.name("followed")] = exp.GT(
                this=over(count, keys, order, frame), expression=exp.Literal.number(0)
            )
        return nodes | {self.name("strict"): strict}

    def gap(self, found: exp.Expr) -> exp.Expr:
        """Microseconds between the event at hand and another one."""
        apart = exp.Sub(
            this=trees.call("epoch_us", field(found, "at")), expression=trees.call("epoch_us", trees.column(AT))
        )
        return exp.Neg(this=exp.paren(apart)) if self.before else exp.paren(apart)

    def pair(self, found: exp.Expr) -> exp.Expr:
        """The event at hand with another one; shorter gaps compare as less."""
        return struct({"gap": self.gap(found), "one": event(), "two": found})

    def counts(self) -> Columns:
        """How much doubt there is."""
        return {
            self.name("maybe"): trees.counted(exp.or_(trees.is_null(self.asks), trees.is_null(self.asked))),
            self.name("undated_one"): trees.counted(exp.and_(possible(self.asks), undated())),
            self.name("undated_other"): trees.counted(exp.and_(possible(self.asked), undated())),
        }


def _asked_for(side: _Side, certain: exp.Expr, alone: exp.Expr) -> dict[str, exp.Expr]:
    """What is known of each case where an event is asked for; `alone` says of an event that none answers it."""
    return {
        side.name("miss"): least(exp.and_(certain, alone)),
        side.name("late"): most(
            exp.and_(certain.copy(), there(side.col("loose")), exp.not_(side.col("tied"))), side.pair(side.col("loose"))
        ),
        side.name("open"): trees.counted(
            exp.and_(possible(side.asks), exp.or_(undated(), trees.is_null(side.col("strict"))))
        ),
        side.name("gap"): most(exp.and_(possible(side.asks), dated()), side.gap(side.col("strict"))),
        side.name("perhaps"): least(exp.and_(possible(side.asks), dated(), trees.is_null(side.col("strict")))),
        **side.counts(),
    }


def must(words: Words, *, one: str, other: str, before: bool = False, chain: bool = False) -> Rule:
    """Every `one` has an `other` after it (or before it, or as the very next event), if asked within the limit."""
    side = _Side(words=words, one=one, other=other, before=before, chain=chain)
    asks, alone = side.asks, exp.and_(trees.is_null(side.col("loose")), exp.not_(side.col("tied")))
    certain = exp.and_(sure(asks), dated())
    miss, late = side.col("miss"), side.col("late")
    cases = _asked_for(side, certain, alone)
    clear = none(side.col("undated_other"))
    late_now = _longer(words, field(late, "gap"))
    kept = [none(side.col("open")), exp.not_(_longer(words, side.col("gap")))]
    breached, coming, first, then = _missing(side, miss, before=before)
    if chain:
        cut = side.col("cut")
        cases[side.name("cut")] = least(
            exp.and_(certain.copy(), alone.copy(), side.col("followed")),
            struct({"one": event(), "two": side.col("follows")}),
        )
        cases[side.name("any_undated")] = trees.counted(undated())
        kept.append(exp.or_(none(side.col("any_undated")), none(side.col("asking"))))
        cases[side.name("asking")] = trees.counted(possible(asks))
        breached = exp.or_(there(cut), breached)
        misses = exp.and_(certain.copy(), alone.copy(), side.col("single"))
        cases[side.name("misses")] = trees.counted(misses)
        settled = exp.EQ(this=side.col("misses"), expression=side.col("open"))
        coming = exp.and_(coming, trees.is_null(cut), sure(settled), none(side.col("any_undated")))
        first = trees.case([(there(cut), field(cut, "one"))], first)
        then = trees.case([(there(cut), field(cut, "two"))], then)
    here, there_ = field(late, "one"), field(late, "two")
    return Rule(
        part=Part(events={}, layers=(side.layer(),), cases=cases),
        breached=exp.and_(clear, exp.or_(late_now, breached)),
        coming=exp.and_(clear.copy(), coming),
        kept=exp.and_(*kept),
        running=NOTHING(),
        maybe=side.col("maybe"),
        undated=total(
            side.col("undated_one"), side.col("undated_other"), *([side.col("any_undated")] if chain else [])
        ),
        first=trees.case([(late_now.copy(), there_ if before else here)], first),
        then=trees.case([(late_now.copy(), here.copy() if before else there_.copy())], then),
    )


def _forbidden(side: _Side) -> dict[str, exp.Expr]:
    """What is known of each case where an event must not come."""
    asks, asked = side.asks, side.asked
    reach = trees.case([(side.col("tied"), exp.Literal.number(0))], side.gap(side.col("loose")))
    return {
        side.name("hit"): least(
            exp.and_(sure(asks), dated(), there(side.col("strict"))), side.pair(side.col("strict"))
        ),
        side.name("near"): least(exp.and_(possible(asks), dated()), reach),
        side.name("last"): most(exp.and_(sure(asks), dated()), trees.column(AT)),
        side.name("last_maybe"): most(exp.and_(possible(asks), dated()), trees.column(AT)),
        side.name("ones"): trees.counted(possible(asks)),
        side.name("others"): trees.counted(possible(asked)),
        side.name("both"): trees.counted(exp.and_(possible(asks), possible(asked))),
        **side.counts(),
    }


def must_not(words: Words) -> Rule:
    """No `then` comes after a `first`, if asked within the limit."""
    side = _Side(words=words, one="first", other="then")
    hit, near = side.col("hit"), side.col("near")
    times = exp.Mul(this=side.col("ones"), expression=side.col("others"))
    pairs = some(exp.Sub(this=times, expression=side.col("both")))
    lost = total(side.col("undated_one"), side.col("undated_other"))
    inside = sure(exp.LTE(this=near.copy(), expression=words.limit)) if words.limit is not None else there(near)
    hits: exp.Expr = there(hit)
    running: exp.Expr = NOTHING()
    perhaps: exp.Expr = NOTHING()
    if words.limit is not None:
        hits = sure(exp.LTE(this=field(hit, "gap"), expression=words.limit.copy()))
        running = _still(words, side.col("last"))
        perhaps = exp.or_(_still(words, side.col("last_maybe")), some(side.col("undated_one")))
    return Rule(
        part=Part(events={}, layers=(side.layer(),), cases=_forbidden(side)),
        breached=hits,
        coming=NOTHING(),
        kept=exp.and_(
            exp.not_(inside),
            exp.not_(exp.paren(exp.and_(some(lost), pairs))),
            exp.or_(running.copy(), exp.not_(exp.paren(perhaps))),
        ),
        running=running,
        maybe=side.col("maybe"),
        undated=lost,
        first=field(hit, "one"),
        then=field(hit, "two"),
    )


def both_ways(words: Words) -> Rule:
    """Succession: every `first` is followed by a `then`, and every `then` follows a `first`."""
    after = must(words, one="first", other="then")
    before = must(words, one="then", other="first", before=True)
    return Rule(
        part=Part(
            events={},
            layers=({**after.part.layers[0], **before.part.layers[0]},),
            cases={**after.part.cases, **before.part.cases},
        ),
        breached=exp.or_(after.breached, before.breached),
        coming=exp.and_(after.coming, before.kept.copy()),
        kept=exp.and_(after.kept, before.kept),
        running=NOTHING(),
        maybe=total(after.maybe, before.maybe),
        undated=total(after.undated, before.undated),
        first=trees.case([(before.breached.copy(), before.first)], after.first),
        then=trees.case([(before.breached.copy(), before.then)], after.then),
    )


def pair_ends(words: Words) -> Part:
    """The columns that say which events are meant, and when the case is over."""
    events, cases = ending(words)
    shape, check = words.log.shape, words.check
    named = {"first": check.first, "then": check.then}
    predicates = {
        words.name(word): exp.paren(shape.trusted(trees.parsed(sql))) for word, sql in named.items() if sql is not None
    }
    return Part(events={**predicates, **events}, layers=(), cases=cases)


def _missing(side: _Side, miss: exp.Expr, *, before: bool) -> tuple[exp.Expr, exp.Expr, exp.Expr, exp.Expr]:
    """-> broken by an event that is not there, still to come, and the events to name."""
    if before:
        return there(miss), NOTHING(), no_event(), miss
    words, perhaps = side.words, side.col("perhaps")
    if words.limit is not None:
        past, perhaps_past = _past(words, miss), _past(words, perhaps)
        harmless = exp.and_(none(side.col("undated_one")), exp.not_(_longer(words, side.col("gap"))))
        return past, exp.and_(there(miss), exp.not_(perhaps_past), harmless), miss, no_event()
    final, _ = over_after(words, miss)
    reached, doubtful = over_after(words, perhaps)
    harmless = exp.and_(
        exp.not_(exp.paren(exp.or_(reached, doubtful))), exp.or_(none(side.col("undated_one")), _open_for_sure(words))
    )
    # Nothing is broken before the end, whatever came after what.
    waits = exp.and_(exp.or_(there(miss), _open_for_sure(words)), harmless)
    return exp.and_(there(miss), exp.paren(final)), exp.paren(waits), miss, no_event()


def _past(words: Words, missing: exp.Expr) -> exp.Expr:
    """Whether the limit has run out for an event without the other one."""
    if words.limit is None:
        raise TypeError("only a limit runs out")
    elapsed = exp.Sub(this=trees.call("epoch_us", words.now), expression=trees.call("epoch_us", field(missing, "at")))
    return sure(exp.GT(this=elapsed, expression=words.limit.copy()))


def _still(words: Words, at: exp.Expr) -> exp.Expr:
    """Whether the limit still runs from a time on."""
    if words.limit is None:
        raise TypeError("only a limit runs")
    elapsed = exp.Sub(this=trees.call("epoch_us", words.now), expression=trees.call("epoch_us", at))
    return sure(exp.LTE(this=elapsed, expression=words.limit.copy()))


def _open_for_sure(words: Words) -> exp.Expr:
    """Whether the case is open, and no event may have ended it."""
    if words.check.ended is None:
        return open_now(words)
    return exp.paren(exp.and_(open_now(words), none(words.col("end_maybe"))))


def _longer(words: Words, gap: exp.Expr) -> exp.Expr:
    """Whether a gap is longer than the limit; false without a limit."""
    return sure(exp.GT(this=gap.copy(), expression=words.limit.copy())) if words.limit is not None else NOTHING()
