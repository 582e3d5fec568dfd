"""What one record clause is compiled against: the export as it was loaded, and the reasons met on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.export import Export
from guiju.model.intake import FILE, UNREADABLE, ExportTable
from guiju.model.plan import STATE_CODES
from guiju.model.record import Name
from guiju.model.text import Text

Branch = tuple[exp.Expr, exp.Expr]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An export, as the pack defines it and as it was loaded."""

    export: Export
    table: ExportTable
    as_of: datetime | None
    show_pii: bool = False

    @property
    def hidden(self) -> frozenset[Name]:
        """Columns of personal data, which must not leave."""
        columns = self.export.columns.items()
        return frozenset() if self.show_pii else frozenset(name for name, column in columns if column.pii)

    def title(self, name: Name) -> Text:
        """A column's title with its name, for messages."""
        title = self.export.columns[name].title
        return Text(zh=f"{title.zh}（{name}）", en=f"{title.in_('en')} ({name})")

    def always_there(self, name: Name) -> bool:
        """Whether every record has a value in this column: ingest rejects rows without it, or none lacks it."""
        span = self.table.spans.get(name)
        if span is not None:
            return not span.gaps
        return self.export.columns[name].required or name in self.export.key

    def oldest(self, name: Name) -> datetime | None:
        """The oldest value of a time column, where it is known."""
        span = self.table.spans.get(name)
        return span.oldest if span is not None else None

    def unreadable(self, name: Name) -> bool:
        """Whether some cells of this column could not be read."""
        return self.table.unreadable.get(name, 0) > 0

    def unread(self, name: Name) -> exp.Expr:
        """True in a row whose cell of this column stands in the file but could not be read."""
        return trees.call("contains", trees.column(UNREADABLE), trees.text(f",{name},"))

    def trusted(self, node: exp.Expr) -> exp.Expr:
        """`node`, but null where it reads a cell that could not be read and would take it for empty."""
        doubts = [self.unread(name) for name in trees.columns_of(node) if self.unreadable(name)]
        return trees.case([(exp.or_(*doubts), trees.null())], node) if doubts else node

    def missing(self, names: Sequence[Name]) -> tuple[Name, ...]:
        """Those columns that the files do not carry."""
        return tuple(dict.fromkeys(name for name in names if name not in self.table.columns))

    def time(self, name: Name) -> exp.Expr:
        """A time column; a date takes part in clocks as its first moment."""
        node = trees.column(name)
        return trees.cast(node, "TIMESTAMP") if self.export.columns[name].type == "date" else node

    @property
    def key(self) -> exp.Expr:
        """The record's key as text, its parts joined with `|`."""
        parts = [trees.cast(trees.column(name), "VARCHAR") for name in self.export.key]
        return parts[0] if len(parts) == 1 else trees.call("concat_ws", trees.text("|"), *parts)

    @property
    def file(self) -> exp.Expr:
        """The path of the record's file, as the user gave it."""
        return self.file_at(trees.column(FILE))

    def file_at(self, place: exp.Expr) -> exp.Expr:
        """The path of a file by its place among the files."""
        files = self.table.files
        paths = [trees.text(f"{file.path}!{file.member}" if file.member else file.path) for file in files]
        branches = [
            (exp.EQ(this=place.copy(), expression=exp.Literal.number(known)), path)
            for known, path in enumerate(paths[:-1])
        ]
        return trees.case(branches, paths[-1]) if paths else trees.cast(trees.null(), "VARCHAR")

    @property
    def now(self) -> exp.Expr:
        """`as of` as a literal; null where the export has no time stamp at all."""
        return trees.moment(self.as_of) if self.as_of is not None else trees.null()


@dataclass(slots=True)
class Reasons:
    """Collects why records of one clause can be undecided, and gives each reason its state code."""

    shape: Shape
    texts: list[Text] = field(default_factory=list[Text])

    def because(self, reason: Text) -> exp.Expr:
        """The state code of a reason."""
        if reason not in self.texts:
            self.texts.append(reason)
        return exp.Literal.number(STATE_CODES["undecided"] + self.texts.index(reason))

    def unreadable(self, names: Sequence[Name]) -> list[Branch]:
        """Undecided where one of the cells stands in the file but could not be read."""
        branches: list[Branch] = []
        for name in names:
            if self.shape.unreadable(name):
                title = self.shape.title(name)
                code = self.because(Text(zh=f"{title.zh}无法读取", en=f"{title.en} could not be read"))
                branches.append((self.shape.unread(name), code))
        return branches

    def missing(self, names: Sequence[Name]) -> list[Branch]:
        """Undecided where one of the values is missing."""
        branches: list[Branch] = []
        for name in names:
            if not self.shape.always_there(name):
                title = self.shape.title(name)
                code = self.because(Text(zh=f"{title.zh}缺失", en=f"{title.en} is missing"))
                branches.append((trees.is_null(trees.column(name)), code))
        return branches
