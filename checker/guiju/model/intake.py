"""What the ingest stage hands on: exports as typed tables in the engine, with the books of every row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from guiju.model.record import Id, Name
from guiju.model.text import Text

ROW = "_row"
"""Column of every table: the record's number in its file; the header is row 1 where the file has one.
For a folded export: the row of the case's first event."""
FILE = "_file"
"""Column of every table: place of the file in `ExportTable.files`, from 0."""
UNREADABLE = "_unreadable"
"""Column of every table: `,name,name,` of the columns whose cells could not be read in this row, else null."""

PACK = "pack"
"""Format of the files of the pack, where a register's rows come from. Their digest is that of the pack."""

REJECTS = "guiju_rejects"
"""Table in the engine with every rejected row and cell:
export VARCHAR, file VARCHAR, row BIGINT, column VARCHAR (null: the whole row), value VARCHAR, reason VARCHAR (code)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file that was read, with what it rests on."""

    path: str
    """As the user gave it; the address of a table, without the password."""
    member: str | None = None
    """The file inside an archive, or the sheet of a workbook."""
    digest: Callable[[], str]
    """Gives the SHA-256, waiting for it where it is not known yet: large files are hashed while others work."""
    size: int
    """Bytes on disk; of a table, those of its rows as text."""
    format: str
    """`csv`, `parquet`, `xlsx`, `xls`, `xlsb`, `ods`, `jsonl`, `sqlite`, `postgresql` or `pack`."""
    encoding: str | None = None
    delimiter: str | None = None
    rows: int
    """Data rows read."""
    named: bool = False
    """Whether the user said which export it is."""
    place: str | None = None
    """Where it lies, where `path` is only what a run called it."""

    @property
    def sha256(self) -> str:
        """Of the bytes; of a table, of the names of its columns and its rows as they were read, in their order."""
        return self.digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What the values of one time column lie between."""

    oldest: datetime
    newest: datetime
    gaps: bool
    """Whether some record has no value here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """One export, loaded.

    `rows_read == rows_rejected + sum(left_out) + rows_used`; without a fold `rows_used == records`.
    """

    export: Id
    relation: str
    """Name of the table or view in the engine."""
    columns: frozenset[Name]
    """Columns of the export that the files carry. The relation has all columns; those not given are null."""
    files: tuple[InputFile, ...]
    rows_read: int
    rows_rejected: int
    rows_used: int
    records: int
    """Rows of the relation: `rows_used`, or the number of cases where a log was folded."""
    left_out: tuple[tuple[Text, int], ...] = ()
    unreadable: Mapping[Name, int]
    """Cell (column) -> cells that could not be read; their rows are kept."""
    faults: tuple[tuple[Text, int], ...] = ()
    """Why rows were rejected and cells could not be read, each with the first place, and how often."""
    unmapped: tuple[str, ...] = ()
    """Headers of the files that no column took."""
    newest: datetime | None = None
    """Newest time stamp of something that happened (columns that are not `planned`)."""
    spans: Mapping[Name, Span] = field(default_factory=dict[Name, Span])
    """The export's own time -> what its values lie between. It spares questions that no record can answer with yes."""
    complete: Mapping[Name, frozenset[str]] = field(default_factory=dict[Name, frozenset[str]])
    """Column -> the values that the source always tells; columns that are not here are complete."""
    notes: tuple[Text, ...] = ()
    """What a person should know: columns that are not there, with the nearest header; what the source lacks."""
