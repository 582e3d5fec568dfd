"""The scores of a run: for a terminal, a mail, a program. Each as its score, or summed up by group or by period."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from guiju.model.catalogue import Catalogue
from guiju.model.record import version_key
from guiju.model.run import Run
from guiju.model.score import Bounds, DimensionScore, Score, Scoring
from guiju.model.scorecard import FULL, Scorecard
from guiju.model.text import Lang, Text
from guiju.report.markdown import markdown_of
from guiju.report.sheet import Cell, Heading, Section, Sheet, Table, Tone, cell
from guiju.report.terminal import plain_text_of
from guiju.report.words import say

ScoresBy = Literal["score", "group", "period"]
ScoresFormat = Literal["text", "md", "json"]
_WIDTH = 10
_MONTH = 7
"""Characters of a date that say its month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldScores:
    """What is told, and how: `limit` is the most rows of one table."""

    scoring: Scoring
    run: Run
    catalogue: Catalogue
    lang: Lang
    limit: int
    by: ScoresBy

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return say(self.lang, zh, en)

    def words(self, text: Text) -> str:
        """A text of the pack."""
        return text.in_(self.lang)


def render_scores(told: ToldScores, format_: ScoresFormat) -> str:
    """The whole report, ending in a line break. JSON has every score, whatever the limit."""
    match format_:
        case "text":
            return plain_text_of(scores_sheet(told))
        case "md":
            return markdown_of(scores_sheet(told))
        case "json":
            return _as_json(told)


def scores_sheet(told: ToldScores) -> Sheet:
    """A section for each card, the worst scores first."""
    scores, unscored = told.scoring.scores, told.scoring.unscored
    named = dict.fromkeys([one.card for one in scores] + [one.card for one in unscored])
    cards = [told.catalogue.scorecards[name] for name in named]
    return Sheet(
        headline=_headline(told),
        tone="warn" if not scores else "plain",
        lines=_unsound(told),
        sections=tuple(_card(told, card, [score for score in scores if score.card == card.id]) for card in cards),
    )


def _headline(told: ToldScores) -> str:
    total = len(told.scoring.scores)
    open_ = sum(score.band is None for score in told.scoring.scores)
    if not total:
        return told.say("没有可以评分的对象", "There is nothing to score")
    noun = "score" if total == 1 else "scores"
    if not open_:
        grades = "its grade" if total == 1 else "their grades"
        return told.say(f"{total:,} 个评分，等级都已定下", f"{total:,} {noun} with {grades}")
    return told.say(
        f"{total:,} 个评分，其中 {open_:,} 个定不下等级", f"{total:,} {noun}, {open_:,} of them without a grade"
    )


def _unsound(told: ToldScores) -> tuple[str, ...]:
    if not told.scoring.unsound:
        return ()
    names = ", ".join(told.scoring.unsound)
    return (
        told.say(
            f"数据 {names} 不符合约定，下面的分数都不可靠",
            f"The data of {names} break their contract: no score below stands firm",
        ),
    )


def _card(told: ToldScores, card: Scorecard, scores: Sequence[Score]) -> Section:
    lasting = [one for one in told.scoring.unscored if one.card == card.id]
    notes = tuple(
        told.words(one.reason) + (told.say(f"（{one.count:,} 个）", f" ({one.count:,})") if one.count > 1 else "")
        for one in lasting
    )
    title = told.words(card.title) + told.say(f"（{card.id}）", f" ({card.id})")
    if not scores:
        return Section(title=title, tone="warn", notes=notes)
    if card.every is None and not card.by:
        return _whole(told, card, scores[0], notes)
    rows = {"score": _score_rows, "group": _group_rows, "period": _period_rows}[told.by](told, card, scores)
    hidden = len(rows) - told.limit
    if hidden > 0:
        notes += (
            told.say(f"另有 {hidden:,} 行未列出（--limit N）", f"{hidden:,} more rows are not listed (--limit N)"),
        )
    table = Table(headings=_headings(told), rows=tuple(rows[: told.limit]))
    return Section(title=title, lines=(_law(told, card, scores), _spread(told, card, scores)), table=table, notes=notes)


def _law(told: ToldScores, card: Scorecard, scores: Iterable[Score]) -> str:
    versions = sorted({score.revision for score in scores}, key=version_key)
    listed = told.say("、", ", ").join(versions)
    noun = "version" if len(versions) == 1 else "versions"
    return told.say(
        f"{card.summary.zh}按评分卡 {listed} 版计分。",
        f"{card.summary.in_('en')} Scored by {noun} {listed} of the card.",
    )


def _spread(told: ToldScores, card: Scorecard, scores: Iterable[Score]) -> str:
    return told.say("等级：", "Grades: ") + _grades(told, card, scores)


def _grades(told: ToldScores, card: Scorecard, scores: Iterable[Score]) -> str:
    """How many of each grade, the best first, what is open last."""
    counts = Counter(score.band for score in scores)
    parts = [f"{told.words(band.title)} {counts[place]:,}" for place, band in enumerate(card.bands) if counts[place]]
    if counts[None]:
        parts.append(told.say(f"未定 {counts[None]:,}", f"open {counts[None]:,}"))
    return told.say("，", ", ").join(parts)


def _headings(told: ToldScores) -> tuple[Heading, ...]:
    score = (Heading(told.say("分数", "Score")), Heading(told.say("等级", "Grade")))
    who, when = Heading(told.say("对象", "Who")), Heading(told.say("期间", "Period"))
    match told.by:
        case "score":
            return (who, when, *score, Heading(told.say("失分与疑点", "What costs points")))
        case "group":
            return (who, Heading(told.say("评分数", "Scores"), "right"), *score)
        case "period":
            return (when, Heading(told.say("评分数", "Scores"), "right"), *score)


def _score_rows(told: ToldScores, card: Scorecard, scores: Sequence[Score]) -> list[tuple[Cell, ...]]:
    ordered = sorted(scores, key=lambda score: (score.worst, score.best, _who(told, score), _when(told, score)))
    return [
        (
            cell(_who(told, score)),
            cell(_when(told, score)),
            cell(_bar(score.worst, score.best)),
            _grade(told, card, score),
            _costs(told, card, score),
        )
        for score in ordered
    ]


def _group_rows(told: ToldScores, card: Scorecard, scores: Sequence[Score]) -> list[tuple[Cell, ...]]:
    """Mean over the periods, the lowest first."""
    grouped = [list(group) for _, group in groupby(scores, key=lambda score: tuple(score.by.values()))]
    ordered = sorted(grouped, key=lambda group: (_mean(group)[0], _who(told, group[0])))
    return [_summed(told, card, _who(told, group[0]), group) for group in ordered]


def _period_rows(told: ToldScores, card: Scorecard, scores: Sequence[Score]) -> list[tuple[Cell, ...]]:
    """Mean over the groups, in the order of time."""
    ordered = sorted(scores, key=lambda score: _when(told, score))
    return [_summed(told, card, when, list(group)) for when, group in groupby(ordered, lambda s: _when(told, s))]


def _summed(told: ToldScores, card: Scorecard, name: str, scores: Sequence[Score]) -> tuple[Cell, ...]:
    return (cell(name), cell(f"{len(scores):,}"), cell(_bar(*_mean(scores))), cell(_grades(told, card, scores)))


def _mean(scores: Sequence[Score]) -> tuple[Decimal, Decimal]:
    count = len(scores)
    return sum((s.worst for s in scores), Decimal(0)) / count, sum((s.best for s in scores), Decimal(0)) / count


def _who(told: ToldScores, score: Score) -> str:
    return ", ".join(score.by.values()) or told.say("整个中心", "the centre")


def _when(told: ToldScores, score: Score) -> str:
    if score.period is None:
        return told.say("整次检查", "whole run")
    every = told.catalogue.scorecards[score.card].every
    written = score.period.isoformat()
    return written[:_MONTH] if every in ("month", "quarter") else written[:4] if every == "year" else written


def _bar(worst: Decimal, best: Decimal) -> str:
    """`███████░░░ 70.0`; what is open is hatched."""
    sure, maybe = (int(points * _WIDTH / FULL + Decimal("0.5")) for points in (worst, best))
    drawn = "█" * sure + "▒" * (maybe - sure) + "░" * (_WIDTH - maybe)
    return f"{drawn} {worst:.1f}" if worst == best else f"{drawn} {worst:.1f}–{best:.1f}"


def _grade(told: ToldScores, card: Scorecard, score: Score) -> Cell:
    if score.band is None:
        best, worst = card.bands[score.best_band], card.bands[score.worst_band]
        return cell(f"{told.words(worst.title)}–{told.words(best.title)}", told.say("未定", "open"), tone="warn")
    band = card.bands[score.band]
    tone: Tone = "bad" if band.fails else "good" if score.band == 0 else "plain"
    return cell(told.words(band.title), tone=tone)


def _costs(told: ToldScores, card: Scorecard, score: Score) -> Cell:
    """Critical breaches, then what is open, then the dimension that costs most."""
    titles = {criterion.id: told.words(criterion.title) for _, criterion in card.criteria()}
    between = told.say("、", ", ")
    parts: list[str] = []
    if score.breached:
        names = between.join(titles[name] for name in score.breached)
        parts.append(told.say(f"关键项不达标：{names}（等级封顶）", f"critical, not compliant: {names} (grade capped)"))
    lost = _most_lost(score.dimensions)
    if lost is not None:
        title = next(told.words(one.title) for one in card.dimensions if one.id == lost[0].dimension)
        parts.append(f"{title} -{lost[1]:.1f}")
    for why, criteria in _open(told, score).items():
        named = between.join(titles[name] for name in criteria)
        parts.append(told.say(f"{named}未定：{why}", f"{named} open: {why}"))
    waived = [titles[c.criterion] for d in score.dimensions for c in d.criteria if c.points is None]
    if waived:
        parts.append(told.say(f"已豁免：{between.join(waived)}", f"waived: {between.join(waived)}"))
    return cell(*(parts or ["-"]))


def _open(told: ToldScores, score: Score) -> Mapping[str, list[str]]:
    """Why -> the criteria that are open for it."""
    found: dict[str, list[str]] = {}
    for one in (criterion for dimension in score.dimensions for criterion in dimension.criteria):
        if one.points is not None and one.points.worst != one.points.best:
            why = told.words(one.reason) if one.reason is not None else told.say("有缺失值", "values are missing")
            found.setdefault(why, []).append(one.criterion)
    return found


def _most_lost(dimensions: Sequence[DimensionScore]) -> tuple[DimensionScore, float] | None:
    """The dimension that surely costs most points of the whole; None where nothing is lost."""
    whole = sum(one.weight for one in dimensions if one.points is not None)
    lost = [
        (one, float((1 - one.points.best) * one.weight / whole * FULL)) for one in dimensions if one.points is not None
    ]
    found = max(lost, key=lambda pair: pair[1])
    return found if found[1] >= 0.05 else None  # noqa: PLR2004 - what one decimal shows


def _whole(told: ToldScores, card: Scorecard, score: Score, notes: tuple[str, ...]) -> Section:
    """One score with everything that it is made of."""
    rows: list[tuple[Cell, ...]] = []
    for dimension, found in zip(card.dimensions, score.dimensions, strict=True):
        rows.append((cell(told.words(dimension.title)), cell(_percent(found)), _share(told, found.points)))
        titles = {criterion.id: criterion for criterion in dimension.criteria}
        for one in found.criteria:
            critical = told.say("（关键）", " (critical)") if titles[one.criterion].critical else ""
            reason = (told.words(one.reason),) if one.reason is not None else ()
            name = f"  {told.words(titles[one.criterion].title)}{critical}"
            rows.append((cell(name), cell(""), Cell((_share(told, one.points).lines[0], *reason))))
    grade = told.say("、", ", ").join(_grade(told, card, score).lines)
    headings = (
        Heading(told.say("维度与条目", "Dimension and criterion")),
        Heading(told.say("权重", "Weight"), "right"),
        Heading(told.say("得分率", "Points")),
    )
    return Section(
        title=told.words(card.title) + told.say(f"（{card.id}）", f" ({card.id})"),
        lines=(
            _law(told, card, [score]),
            told.say("总分：", "Score: ") + f"{_bar(score.worst, score.best)}  {told.say('等级', 'grade')} {grade}",
        ),
        table=Table(headings=headings, rows=tuple(rows)),
        notes=(*_costs(told, card, score).lines[:1], *notes) if score.breached else notes,
    )


def _percent(found: DimensionScore) -> str:
    return f"{float(found.weight * 100):g}%"


def _share(told: ToldScores, points: Bounds | None) -> Cell:
    if points is None:
        return cell(told.say("已豁免，不计", "waived, left out"))
    return cell(_bar(*(Decimal(round(float(end) * FULL, 1)) for end in (points.worst, points.best))))


def _as_json(told: ToldScores) -> str:
    whole = {
        "format": "guiju-scores/1",
        "pack": told.catalogue.pack.id,
        "pack_digest": told.catalogue.digest,
        "unsound": list(told.scoring.unsound),
        "scores": [_plain(told.catalogue.scorecards[score.card], score) for score in told.scoring.scores],
        "unscored": [
            {"card": one.card, "reason": one.reason.model_dump(), "count": one.count} for one in told.scoring.unscored
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(card: Scorecard, score: Score) -> Mapping[str, object]:
    return {
        "card": score.card,
        "version": score.revision,
        "by": dict(score.by),
        "period": score.period.isoformat() if score.period is not None else None,
        "worst": float(score.worst),
        "best": float(score.best),
        "grade": card.bands[score.band].id if score.band is not None else None,
        "worst_grade": card.bands[score.worst_band].id,
        "best_grade": card.bands[score.best_band].id,
        "critical_breached": list(score.breached),
        "critical_open": list(score.doubtful),
        "dimensions": [
            {
                "id": dimension.dimension,
                "weight": float(dimension.weight),
                "points": _ends(dimension.points),
                "criteria": [
                    {
                        "id": one.criterion,
                        "clause": one.clause,
                        "points": _ends(one.points),
                        "verdict": one.verdict,
                        "reason": one.reason.model_dump() if one.reason is not None else None,
                    }
                    for one in dimension.criteria
                ],
            }
            for dimension in score.dimensions
        ],
    }


def _ends(points: Bounds | None) -> Mapping[str, float] | None:
    """Worst and best case as shares of all points; null where it is waived."""
    return {"worst": round(float(points.worst), 6), "best": round(float(points.best), 6)} if points else None
