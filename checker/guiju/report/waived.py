"""What waivers excuse, in words: how many breaches, who approved it, until when, and the verdict without them."""

from guiju.model.run import ClauseResult, WaiverUse
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, cell
from guiju.report.words import VERDICT_WORDS, aside


def waived_words(reading: Reading, result: ClauseResult) -> tuple[str, ...]:
    """One sentence on the number, one for each waiver, one on the verdict without them; none where none is used."""
    if not result.waivers:
        return ()
    say = reading.say
    words = [say(f"已豁免 {result.waived:,} {unit(result)}", f"{result.waived:,} waived")]
    words += [_use(reading, use) for use in result.waivers]
    if result.verdict != result.verdict_without_waivers:
        verdict = VERDICT_WORDS[result.verdict_without_waivers].in_(reading.lang)
        words.append(say(f"不计豁免：{verdict}", f"without waivers: {verdict}"))
    return tuple(words)


def justification(reading: Reading, use: WaiverUse) -> str:
    """Title, reason, approver and last day of a waiver; its id alone where the catalogue does not know it."""
    waiver = reading.catalogue.waivers.get(use.waiver)
    if waiver is None:
        return use.waiver
    title, reason = waiver.title.in_(reading.lang), waiver.reason.in_(reading.lang)
    role = _role(reading, waiver.approver)
    return reading.say(
        f"{title}（{waiver.id}）：{reason} {role}批准，至 {waiver.expiry}",
        f"{title} ({waiver.id}): {reason} Approved by {role}, until {waiver.expiry}",
    )


def waivers(reading: Reading) -> Section | None:
    """The waivers that touch the verdicts of this run, a row for each clause; None where none does."""
    rows = [(result, use) for result in reading.run.clauses for use in result.waivers]
    if not rows:
        return None
    shown, notes = reading.capped(rows)
    say = reading.say
    return Section(
        title=say("豁免", "Waivers"),
        tone="warn",
        table=Table(
            headings=(
                Heading(say("豁免与理由", "Waiver and reason")),
                Heading(say("条款", "Clause")),
                Heading(say("豁免数", "Waived"), "right"),
                Heading(say("不计豁免", "Without it")),
                Heading(say("批准与到期", "Approved, until")),
            ),
            rows=tuple(_row(reading, result, use) for result, use in shown),
        ),
        notes=notes,
    )


def unit(result: ClauseResult) -> str:
    """The Chinese measure word for what is waived."""
    return "组" if result.counts is None and result.groups else "条"


def _row(reading: Reading, result: ClauseResult, use: WaiverUse) -> tuple[Cell, ...]:
    waiver = reading.catalogue.waivers.get(use.waiver)
    titles = (waiver.title.in_(reading.lang), use.waiver, waiver.reason.in_(reading.lang)) if waiver else (use.waiver,)
    until = (_role(reading, waiver.approver), waiver.expiry.isoformat()) if waiver is not None else ("-",)
    return (
        cell(*titles),
        cell(reading.title(result), result.clause),
        cell(f"{use.covered:,}", *_unclear(reading, use)),
        cell(VERDICT_WORDS[result.verdict_without_waivers].in_(reading.lang)),
        cell(*until),
    )


def _use(reading: Reading, use: WaiverUse) -> str:
    waiver = reading.catalogue.waivers.get(use.waiver)
    name = use.waiver if waiver is None else waiver.title.in_(reading.lang) + aside(use.waiver, reading.lang)
    until = "" if waiver is None else reading.say(f"，至 {waiver.expiry}", f", until {waiver.expiry}")
    return reading.say("；", "; ").join((f"{name}: {use.covered:,}{until}", *_unclear(reading, use)))


def _unclear(reading: Reading, use: WaiverUse) -> tuple[str, ...]:
    if not use.unclear:
        return ()
    zh = f"另有 {use.unclear:,} 条无法判断是否在豁免范围内，未豁免"
    return (reading.say(zh, f"{use.unclear:,} more cannot be told to be in its scope, and are not waived"),)


def _role(reading: Reading, role: str) -> str:
    known = reading.catalogue.roles.get(role)
    return role if known is None else known.title.in_(reading.lang)
