"""What a rule about the events of a case gives: the parts of SQL that decide it for sure, and those that leave doubt.

Every rule is asked twice. Read in favour of the case, events of equal time lie as they should, and events of unknown
time or kind are whatever helps: a case that breaks the rule even so is breached. Read against it, they do what harms:
a case that keeps the rule even so is kept. What lies between is undecided, and nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.logs import POS, Columns, Log, Part, event, field
from guiju.model.sequence import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a rule is written with: its log, its clause, and the names of its columns."""

    log: Log
    check: Sequence
    prefix: str
    limit: exp.Expr | None
    """Microseconds by the revision in force, over the columns of the table of cases."""
    over: exp.Expr
    """True of a case that the export of cases calls over."""

    def name(self, word: str) -> str:
        """A column of this clause."""
        return f"{self.prefix}_{word}"

    def col(self, word: str) -> exp.Expr:
        """A column of this clause."""
        return trees.column(self.name(word))

    @property
    def now(self) -> exp.Expr:
        """`as of`."""
        return trees.cast(self.log.cases.now, "TIMESTAMP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it adds to the table of cases, and conditions over that table, none of which is ever null."""

    part: Part
    breached: exp.Expr
    """Broken, however the doubts are read."""
    coming: exp.Expr
    """Something is missing for sure, and may still come."""
    kept: exp.Expr
    """Kept so far, however the doubts are read."""
    running: exp.Expr
    """A limit runs, within which it may still be broken."""
    maybe: exp.Expr
    """Number of events that cannot be told to count or not."""
    undated: exp.Expr
    """Number of events that count and have no time."""
    unnamed: exp.Expr | None = None
    """Number of events that count and have no actor."""
    first: exp.Expr
    """The events that a finding names; null where there is none."""
    then: exp.Expr


NOTHING = exp.false
"""A condition that no case meets."""


def sure(node: exp.Expr) -> exp.Expr:
    """A condition that is false where it would be null."""
    return exp.Coalesce(this=exp.paren(node.copy()), expressions=[exp.false()])


def possible(node: exp.Expr) -> exp.Expr:
    """True or not known."""
    return exp.Coalesce(this=exp.paren(node.copy()), expressions=[exp.true()])


def dated() -> exp.Expr:
    """Whether an event has its place in the order."""
    return exp.not_(trees.is_null(trees.column(POS)))


def undated() -> exp.Expr:
    """Whether an event has no place in the order."""
    return trees.is_null(trees.column(POS))


def there(node: exp.Expr) -> exp.Expr:
    """Not null."""
    return exp.not_(trees.is_null(node))


def some(count: exp.Expr) -> exp.Expr:
    """A count above 0; a case without events has none."""
    zero = exp.Literal.number(0)
    return exp.GT(this=exp.Coalesce(this=count.copy(), expressions=[zero.copy()]), expression=zero)


def none(count: exp.Expr) -> exp.Expr:
    """A count of 0."""
    return exp.not_(some(count))


def least(condition: exp.Expr, node: exp.Expr | None = None) -> exp.Expr:
    """The first event, or the least struct, of those that meet a condition."""
    return trees.filtered(exp.Min(this=node if node is not None else event()), condition)


def most(condition: exp.Expr, node: exp.Expr | None = None) -> exp.Expr:
    """The last event, or the greatest struct, of those that meet a condition."""
    return trees.filtered(exp.Max(this=node if node is not None else event()), condition)


def no_event() -> exp.Expr:
    """No event to name."""
    types = {"pos": "BIGINT", "at": "TIMESTAMP", "file": "BIGINT", "row": "BIGINT", "what": "VARCHAR"}
    members = ", ".join(f'"{name}" {type_}' for name, type_ in types.items())
    return trees.cast(trees.null(), f"STRUCT({members})")


def total(*counts: exp.Expr) -> exp.Expr:
    """The sum of counts; a case without events has none."""
    zero = exp.Literal.number(0)
    parts = [exp.Coalesce(this=count.copy(), expressions=[zero.copy()]) for count in counts]
    tree: exp.Expr = parts[0]
    for part in parts[1:]:
        tree = exp.Add(this=tree, expression=part)
    return exp.paren(tree)


def row_of(node: exp.Expr) -> exp.Expr:
    """What tells two events apart."""
    return exp.Tuple(expressions=[field(node, "file"), field(node, "row")])


def ending(words: Words) -> tuple[Columns, Columns]:
    """-> columns of events and aggregates of cases that say when a case is over."""
    check = words.check
    if check.ended is None:
        return {}, {}
    ends = words.col("ends")
    node = exp.paren(words.log.shape.trusted(trees.parsed(check.ended)))
    cases: Mapping[str, exp.Expr] = {
        words.name("end"): most(exp.and_(sure(ends), dated())),
        words.name("ended"): trees.counted(sure(ends)),
        words.name("end_maybe"): trees.counted(exp.or_(trees.is_null(ends), exp.and_(sure(ends), undated()))),
    }
    return {words.name("ends"): node}, cases


def over_now(words: Words) -> exp.Expr:
    """Whether the case is over."""
    return exp.or_(words.over, some(words.col("ended"))) if words.check.ended is not None else words.over.copy()


def open_now(words: Words) -> exp.Expr:
    """Whether the case is known not to be over; false where nothing says when one is."""
    check = words.check
    if check.ended is None and (check.cases is None or check.cases.ended is None):
        return NOTHING()
    return exp.not_(exp.paren(over_now(words)))


def over_after(words: Words, missing: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    """-> whether the case was over after this event, and whether that is in doubt."""
    if words.check.ended is None:
        return words.over.copy(), NOTHING()
    end = words.col("end")
    later = sure(exp.GT(this=field(end, "pos"), expression=field(missing, "pos")))
    same = exp.EQ(this=row_of(end), expression=row_of(missing))
    # Rows compare as equal where both are null.
    itself = exp.paren(exp.and_(there(end), sure(same)))
    tied = sure(exp.EQ(this=field(end, "pos"), expression=field(missing, "pos")))
    return exp.or_(words.over, later, itself), exp.or_(tied, some(words.col("end_maybe")))
