"""Why a whole clause has no verdict, and what kind of reason that is."""

from guiju.engine.waivings import ALL_WAIVED
from guiju.model.cause import Cause
from guiju.model.run import Verdict
from guiju.model.text import Text

NONE_IN_SCOPE = Text(zh="没有适用的记录", en="no record is in scope")
NONE_IN_FORCE = Text(zh="所有记录发生时该条款均未生效", en="the clause was not in force at the time of any record")
NONE_DUE = Text(zh="所有适用记录尚未到期", en="no record in scope is due yet")

# Pairs and not a mapping: a text is a record, and a type checker does not know records as keys.
_CAUSES: tuple[tuple[Text, Cause], ...] = (
    (ALL_WAIVED, "waived"),
    (NONE_IN_SCOPE, "no-records"),
    (NONE_IN_FORCE, "not-in-force"),
)


def cause_of(verdict: Verdict, reason: Text | None, *, blocked: bool) -> Cause | None:
    """The kind of reason; what neither has to be mended nor is settled can only be waited for."""
    if verdict != "undecided":
        return None
    if blocked:
        return "open"
    for text, cause in _CAUSES:
        if text == reason:
            return cause
    return "early"
