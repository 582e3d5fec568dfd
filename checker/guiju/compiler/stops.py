"""What other exports say about a record's clock, as columns beside the record.

A table holds the records of which they say anything (see `marks` and `stoptables`); the fused scan joins it once, by
file and row. A record that is not in it has the start, the end and the counted time that its own columns give.
"""

from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.checks import Deadline
from guiju.model.intake import FILE, ROW
from guiju.model.record import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A table that stands beside an export: its rows belong to records by file and row."""

    table: str
    file: str
    row: str

    def joined(self, query: exp.Select, relation: str) -> exp.Select:
        """`query` over the export, with the columns of the table; null where it has no row."""
        pairs = ((self.file, FILE), (self.row, ROW))
        same = exp.and_(
            *(
                exp.EQ(
                    this=exp.column(mine, table=self.table, quoted=True),
                    expression=exp.column(theirs, table=relation, quoted=True),
                )
                for mine, theirs in pairs
            )
        )
        table = exp.Table(this=exp.to_identifier(self.table, quoted=True))
        return query.join(table, on=same, join_type="left", copy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """The columns of one clause's table. Their names hold the clause's, so that several tables stand in one scan."""

    check: Deadline
    name: str
    """Of the clause."""

    @property
    def beside(self) -> Beside:
        """The table, and how it is joined."""
        return Beside(table=f"guiju_clock_{self.name}", file=self.column("file"), row=self.column("row"))

    @property
    def pauses(self) -> bool:
        """Whether some time does not count."""
        return self.check.pauses is not None or self.check.skips_reopened

    def column(self, what: str) -> Name:
        """The name of a column of the table."""
        return f"_{what} {self.name}"

    def since(self, own: exp.Expr) -> exp.Expr:
        """Where the clock starts, `own` being the record's own start."""
        if self.check.restarts is None:
            return own
        return exp.Coalesce(this=trees.column(self.column("since")), expressions=[own.copy()])

    def ended(self, own: exp.Expr) -> exp.Expr:
        """Where the case ends, `own` being the record's own end: null while it is open."""
        if self.check.reopened is None:
            return own
        told = exp.not_(trees.is_null(trees.column(self.column("row"))))
        return trees.case([(told, trees.column(self.column("ended")))], own)

    def paused(self, clock: str) -> exp.Expr:
        """Microseconds that this clock would have counted and did not."""
        return self._amount(f"paused {clock}")

    def before_due(self, clock: str) -> exp.Expr:
        """Those of them that lie before the limit was used up."""
        return self._amount(f"spent {clock}")

    @property
    def standing(self) -> exp.Expr:
        """True where the clock of an open case stands now, so that nobody knows when its limit is used up."""
        return trees.column(self.column("standing"))

    @property
    def doubtful(self) -> exp.Expr:
        """True where a row belongs to the record and nobody can say what it means or when it was."""
        return trees.column(self.column("doubtful"))

    def _amount(self, what: str) -> exp.Expr:
        return exp.Coalesce(this=trees.column(self.column(what)), expressions=[trees.number(0)])
