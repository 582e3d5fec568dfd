"""The books of an export, as a run keeps them."""

from datetime import datetime

from guiju.model.export import Export
from guiju.model.intake import PACK, ExportTable
from guiju.model.run import ExportSummary, InputSummary, Reason
from guiju.model.text import Text


def export_summary(
    table: ExportTable, export: Export, as_of: datetime | None, remarks: tuple[Text, ...]
) -> ExportSummary:
    """Rows read = used + rejected + left out."""
    return ExportSummary(
        export=table.export,
        files=tuple(
            InputSummary(
                path=file.path,
                member=file.member,
                sha256=file.sha256,
                size=file.size,
                format=file.format,
                encoding=file.encoding,
                delimiter=file.delimiter,
                rows=file.rows,
                named=file.named,
            )
            for file in table.files
            if file.format != PACK  # the digest of the pack stands in the provenance
        ),
        as_of=as_of,
        rows_read=table.rows_read,
        rows_used=table.rows_used,
        rows_rejected=table.rows_rejected,
        left_out=tuple(Reason(text=text, count=count) for text, count in table.left_out),
        records=table.records,
        unreadable={name: count for name, count in table.unreadable.items() if count},
        unmapped=table.unmapped,
        columns_missing=tuple(name for name in export.columns if name not in table.columns),
        faults=tuple(Reason(text=text, count=count) for text, count in table.faults),
        remarks=remarks,
        notes=table.notes,
    )
