"""What kind of thing keeps a clause from its verdict: reasons of one kind are mended in one way."""

from typing import Literal

Cause = Literal["not-given", "columns", "untold", "not-in-force", "no-records", "early", "no-now", "open", "waived"]
"""
not-given      no file was given for an export that the clause reads
columns        the files lack a column
untold         the source system does not tell, or not always, what the clause waits for
not-in-force   the clause was not there at the time of the data
no-records     nothing was in scope
early          not due yet, a period that still runs, too few cases, or no earlier period to compare with
no-now         it is not known what time is now
open           records or groups inside it could not be judged
waived         every breach is waived, and nothing else was judged
"""
