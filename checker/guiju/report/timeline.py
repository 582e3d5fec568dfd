"""The story of one record as plain text: what happened when, and what every clause says about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from guiju.model.plan import State
from guiju.model.standard import SEVERITIES, SEVERITY_WORDS
from guiju.model.story import Judgement, RecordStory
from guiju.model.text import Lang, Text
from guiju.model.waiver import Waiver
from guiju.report.clockface import clock_lines
from guiju.report.words import STATE_WORDS, aside, duration, limit_words, moment, safe, say, span

_TOLD: tuple[State, ...] = ("breached", "kept", "pending", "undecided")
"""The states that are told clause by clause, in this order; of the others only the number is."""


def render_story(stories: Iterable[RecordStory], *, lang: Lang) -> str:
    """Every story, with an empty line between two; ends in a line break."""
    return "\n".join("\n".join(safe(line) for line in _story(story, lang)) + "\n" for story in stories)


def _story(story: RecordStory, lang: Lang) -> list[str]:
    title = story.export_title.in_(lang)
    where = say(lang, f"{story.file} 第 {story.row:,} 行", f"{story.file}, row {story.row:,}")
    lines = [(title if story.key is None else f"{title} {story.key}") + aside(where, lang)]
    if story.as_of is not None:
        lines.append(say(lang, f"截至 {moment(story.as_of)}", f"as of {moment(story.as_of)}"))
    lines += ["", *_events(story, lang)]
    for state in _TOLD:
        lines += _judgements(story, state, lang)
    return lines + _rest(story, lang)


def _rest(story: RecordStory, lang: Lang) -> list[str]:
    """The clauses that ask nothing of the record, counted."""
    states: tuple[State, ...] = ("out_of_scope", "not_in_force")
    counted = [STATE_WORDS[s].in_(lang) + aside(f"{len(found)}", lang) for s in states if (found := _of(story, s))]
    return ["", say(lang, "，", ", ").join(counted)] if counted else []


def _events(story: RecordStory, lang: Lang) -> list[str]:
    """In order of time, those of one moment in one line, with the time that passed since the moment before."""
    lines: list[str] = []
    previous: datetime | None = None
    for at, together in groupby(sorted(story.events, key=lambda event: event.at), key=lambda event: event.at):
        titles = say(lang, "、", ", ").join(event.title.in_(lang) for event in together)
        passed = f"  (+{span(at - previous, lang)})" if previous is not None else ""
        lines.append(f"  {moment(at)}  {titles}{passed}")
        previous = at
    return lines or ["  " + say(lang, "没有时间记录", "no time stamps")]


def _of(story: RecordStory, state: State) -> list[Judgement]:
    return [judgement for judgement in story.judgements if judgement.state == state]


def _judgements(story: RecordStory, state: State, lang: Lang) -> list[str]:
    found = sorted(_of(story, state), key=lambda judgement: -SEVERITIES.index(judgement.severity))
    if not found:
        return []
    lines = ["", STATE_WORDS[state].in_(lang) + aside(f"{len(found)}", lang)]
    for judgement in found:
        severity = SEVERITY_WORDS[judgement.severity].in_(lang)
        lines.append(
            f"  {judgement.title.in_(lang)}" + aside(say(lang, "，", ", ").join((str(judgement.ref), severity)), lang)
        )
        lines += [f"    {line}" for line in _details(story, judgement, lang)]
    return lines


def _details(story: RecordStory, judgement: Judgement, lang: Lang) -> list[str]:
    lines: list[str] = []
    if judgement.state == "undecided":
        reason = judgement.reason.in_(lang) if judgement.reason is not None else say(lang, "未说明", "not given")
        lines.append(say(lang, f"原因：{reason}", f"reason: {reason}"))
    lines += _measure(story, judgement, lang)
    lines += clock_lines(judgement, lang)
    if judgement.values:
        values = [f"{title.in_(lang)} = {_value(judgement, title, value, lang)}" for title, value in judgement.values]
        lines.append(say(lang, "，", ", ").join(values))
    return lines + _authority(judgement, lang) + [_waiver(waiver, lang) for waiver in judgement.waivers]


def _value(judgement: Judgement, title: Text, value: str | None, lang: Lang) -> str:
    """A cell that stands in the file and could not be read is not empty."""
    if value is not None:
        return value
    return say(lang, "（读不出）", "(unreadable)") if title in judgement.unread else say(lang, "（空）", "(empty)")


def _waiver(waiver: Waiver, lang: Lang) -> str:
    """What excuses a breach, why and until when."""
    title, reason = waiver.title.in_(lang), waiver.reason.in_(lang)
    return say(
        lang,
        f"已豁免：{title}（{waiver.id}，{waiver.from_} 至 {waiver.expiry}）：{reason}",
        f"waived: {title} ({waiver.id}, {waiver.from_} to {waiver.expiry}): {reason}",
    )


def _measure(story: RecordStory, judgement: Judgement, lang: Lang) -> list[str]:
    """`limit 1 hour, took 3 h 30 min, 2 h 30 min late`, and when it was due."""
    limit, taken, due = judgement.limit, judgement.measured_s, judgement.due
    parts: list[str] = []
    if limit is not None:
        parts.append(say(lang, f"限值 {limit_words(limit, lang)}", f"limit {limit_words(limit, lang)}"))
    if taken is not None and judgement.state != "undecided":  # nobody knows whether it is over, or when it was
        took = duration(taken, lang)
        open_ = judgement.ended is None
        zh, en = (f"至今 {took}，尚未完成", f"open for {took}") if open_ else (f"用时 {took}", f"took {took}")
        parts.append(say(lang, zh, en))
    if due is not None:
        parts += [*_distance(story, judgement, due, lang), say(lang, f"期限 {moment(due)}", f"due {moment(due)}")]
    return [say(lang, "，", ", ").join(parts)] if parts else []


def _distance(story: RecordStory, judgement: Judgement, due: datetime, lang: Lang) -> list[str]:
    """How late, how much in time, or how much is left."""
    reached = judgement.ended or story.as_of
    if reached is None:
        return []
    apart = span(abs(reached - due), lang)
    if judgement.state == "breached" and reached > due:
        return [say(lang, f"超出 {apart}", f"{apart} late")]
    if judgement.state == "pending" and due > reached:
        return [say(lang, f"还剩 {apart}", f"{apart} left")]
    if judgement.state == "kept" and due - reached > timedelta(0):
        return [say(lang, f"提前 {apart}", f"{apart} to spare")]
    return []


def _authority(judgement: Judgement, lang: Lang) -> list[str]:
    """The revision that judged, and who approved it."""
    if judgement.revision is None:
        return []
    line = say(lang, f"依据修订 {judgement.revision}", f"by revision {judgement.revision}")
    if judgement.approver is not None:
        approver = judgement.approver.in_(lang)
        line += say(lang, f"，{approver}批准", f", approved by {approver}")
    return [line]
