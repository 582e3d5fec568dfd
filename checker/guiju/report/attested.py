"""The standing of a clause that a person must confirm, in one sentence."""

from guiju.model.run import ClauseResult
from guiju.report.reading import Reading


def attested(reading: Reading, result: ClauseResult) -> str | None:
    """Who confirmed when, until when and on what evidence, or why there is no valid confirmation; None without one."""
    found = result.attested
    if found is None:
        return None
    if found.standing != "confirmed" or found.at is None:
        return result.reason.in_(reading.lang) if result.reason is not None else None
    role = reading.catalogue.roles.get(found.role or "")
    who = role.title.in_(reading.lang) if role is not None else found.role
    say, day = reading.say, found.at.date().isoformat()
    parts = [say(f"{day} {who or ''}确认", f"confirmed on {day}" + (f" by {who}" if who else ""))]
    if found.until is not None:
        until = found.until.isoformat(sep=" ", timespec="minutes")
        parts.append(say(f"{until} 前有效", f"valid before {until}"))
    parts += [say(f"依据：{found.evidence}", f"evidence: {found.evidence}")] if found.evidence else []
    return say("，", ", ").join(parts)
