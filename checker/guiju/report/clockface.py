"""When a clock ran, when it stood and why, and when its limit was used up: lines for a narrow terminal."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from guiju.model.story import Judgement
from guiju.model.text import Lang
from guiju.model.timeline import Stretch
from guiju.report.words import moment, plural, say, span

_FIRST, _LAST = 16, 8
"""Pieces that are told of a long clock, from its start and before its end."""


def clock_lines(judgement: Judgement, lang: Lang) -> list[str]:
    """A line for each piece: `2025-08-01 09:00 counts 3 h`. Nothing for a clock that runs all the time."""
    told = judgement.stretches
    if not told:
        return []
    lines = [say(lang, "计时：", "clock:")]
    if told[0].since != judgement.started:
        lines.append(_line(told[0].since, say(lang, "重新起算", "starts anew")))
    if len(told) > _FIRST + _LAST + 1:
        left = told[_FIRST:-_LAST]
        lines += [*_pieces(told[:_FIRST], judgement, lang), _left_out(left, lang)]
        lines += _pieces(told[-_LAST:], judgement, lang)
    else:
        lines += _pieces(told, judgement, lang)
    end = say(lang, "结束", "end") if judgement.ended is not None else say(lang, "现在，尚未结束", "now, still open")
    return [*lines, _line(told[-1].until, end)]


def _pieces(stretches: Sequence[Stretch], judgement: Judgement, lang: Lang) -> list[str]:
    lines: list[str] = []
    for stretch in stretches:
        if stretch.since == judgement.due and stretch.late:
            lines.append(_line(stretch.since, say(lang, "限值用尽", "limit used up")))
        long = span(stretch.until - stretch.since, lang)
        if stretch.why:
            lines.append(_line(stretch.since, say(lang, f"不计 {long}", f"stands {long}")))
            lines.append("    " + say(lang, "、", ", ").join(why.in_(lang) for why in stretch.why))
        else:
            word = say(lang, "超时", "late") if stretch.late else say(lang, "计时", "counts")
            lines.append(_line(stretch.since, f"{word} {long}"))
    return lines


def _left_out(stretches: Sequence[Stretch], lang: Lang) -> str:
    ran = sum((stretch.until - stretch.since for stretch in stretches if not stretch.why), timedelta())
    counted = span(ran, lang) or "0"
    return "  " + say(
        lang,
        f"…… 省略 {len(stretches)} 段，其中计时共 {counted}",
        f"... {plural(len(stretches), 'piece')} left out, which count {counted} in all",
    )


def _line(at: datetime, words: str) -> str:
    return f"  {moment(at).removesuffix(':00')} {words}"
