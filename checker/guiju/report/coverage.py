"""Which demands of the sources are answered, by what, and which are not: for a terminal, a pull request, a program."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.model.catalogue import Catalogue
from guiju.model.coverage import WAYS, Coverage, Traced, Way
from guiju.model.demand import KINDS, DemandKind
from guiju.model.pack import Source
from guiju.model.text import Lang
from guiju.report.markdown import markdown_of
from guiju.report.sheet import Cell, Heading, Section, Sheet, Table, cell
from guiju.report.terminal import plain_text_of
from guiju.report.words import aside, plural, say, share

CoverageFormat = Literal["text", "md", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told, and how: `limit` is the most rows of one list."""

    coverage: Coverage
    catalogue: Catalogue
    lang: Lang
    limit: int

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return say(self.lang, zh, en)


def render_coverage(
    coverage: Coverage, catalogue: Catalogue, *, lang: Lang, limit: int, format_: CoverageFormat
) -> str:
    """The whole report, ending in a line break. JSON has every demand, whatever the limit."""
    return _FORMATS[format_](Told(coverage=coverage, catalogue=catalogue, lang=lang, limit=max(limit, 1)))


def coverage_sheet(told: Told) -> Sheet:
    """The counts of each source by kind, then what is open, then the rules that no running check decides."""
    sources = [source for source in told.catalogue.sources.values() if told.coverage.of(source.id).traced]
    lists = (_open(told, sources), _lacking(told))
    return Sheet(
        headline=_headline(told),
        tone="warn" if told.coverage.open() else "good",
        lines=(),
        sections=(*(_counts(told, source) for source in sources), *(part for part in lists if part is not None)),
    )


def _headline(told: Told) -> str:
    total, open_ = len(told.coverage.traced), len(told.coverage.open())
    part = share(total - open_, total)
    return told.say(
        f"来源文件的 {total:,} 项要求：{total - open_:,} 项已落实或说明理由（{part}），{open_:,} 项未落实",
        f"{plural(total, 'demand')} of the sources: {total - open_:,} answered or excused ({part}), {open_:,} open",
    )


def _counts(told: Told, source: Source) -> Section:
    mine = told.coverage.of(source.id).traced
    ways: list[Way] = [way for way in WAYS if way == "open" or any(one.way == way for one in mine)]
    headings = [Heading(told.say("类别", "Kind")), Heading(told.say("要求", "Demands"), "right")]
    headings += [Heading(WAYS[way].in_(told.lang), "right") for way in ways]
    kinds: dict[DemandKind, list[Traced]] = {kind: [one for one in mine if one.demand.kind == kind] for kind in KINDS}
    rows = [_row(KINDS[kind].in_(told.lang), found, ways) for kind, found in kinds.items() if found]
    rows.append(_row(told.say("合计", "Total"), mine, ways))
    title = source.title.in_(told.lang) + aside(source.id, told.lang)
    return Section(title=title, table=Table(headings=tuple(headings), rows=tuple(rows)))


def _row(name: str, found: Iterable[Traced], ways: Iterable[Way]) -> tuple[Cell, ...]:
    found = tuple(found)
    counts = [sum(one.way == way for one in found) for way in ways]
    return (cell(name), cell(f"{len(found):,}"), *(cell(f"{count:,}" if count else "-") for count in counts))


def _open(told: Told, sources: Iterable[Source]) -> Section | None:
    if not told.coverage.open():
        return None
    parts = tuple(_open_of(told, source) for source in sources if told.coverage.of(source.id).open())
    lines = (
        told.say(
            "在条款、指标、岗位等记录上写 satisfies: [编号]，或在要求上写 reason",
            "Write satisfies: [id] on the clause, KPI, role or other record that answers, or a reason on the demand",
        ),
    )
    return Section(title=told.say("未落实", "Open"), tone="warn", lines=lines, parts=parts)


def _open_of(told: Told, source: Source) -> Section:
    found = told.coverage.of(source.id).open()
    headings = (Heading(told.say("编号", "Id")), Heading(told.say("类别", "Kind")), Heading(told.say("要求", "Demand")))
    rows = tuple(
        (cell(one.demand.id), cell(KINDS[one.demand.kind].in_(told.lang)), cell(one.demand.text.in_(told.lang)))
        for one in found[: told.limit]
    )
    title = told.say(f"{source.title.zh}：{len(found):,} 项", f"{source.title.in_('en')}: {len(found):,}")
    return Section(title=title, table=Table(headings=headings, rows=rows), notes=_more(told, len(found)))


def _lacking(told: Told) -> Section | None:
    found = told.coverage.lacking()
    if not found:
        return None
    headings = (
        Heading(told.say("编号", "Id")),
        Heading(told.say("现有", "So far")),
        Heading(told.say("要求", "Demand")),
    )
    rows = tuple(
        (cell(one.demand.id), cell(_so_far(one, told.lang)), cell(one.demand.text.in_(told.lang)))
        for one in found[: told.limit]
    )
    title = told.say(
        f"数据可以判定、却没有核对在运行的规则：{len(found):,} 条",
        f"{plural(len(found), 'rule')} that data could decide and no running check does",
    )
    return Section(title=title, tone="warn", table=Table(headings=headings, rows=rows), notes=_more(told, len(found)))


def _so_far(one: Traced, lang: Lang) -> str:
    records = say(lang, "、", ", ").join(dict.fromkeys(answer.record for answer in one.answers))
    return f"{WAYS[one.way].in_(lang)} {records}".rstrip()


def _more(told: Told, found: int) -> tuple[str, ...]:
    hidden = found - told.limit
    if hidden <= 0:
        return ()
    return (
        told.say(
            f"另有 {hidden:,} 项未列出（--limit N 或 --format json）",
            f"{hidden:,} more are not listed (--limit N, or --format json)",
        ),
    )


def _as_text(told: Told) -> str:
    return plain_text_of(coverage_sheet(told))


def _as_markdown(told: Told) -> str:
    return markdown_of(coverage_sheet(told))


def _as_json(told: Told) -> str:
    coverage = told.coverage
    whole = {
        "format": "guiju-coverage/1",
        "pack": told.catalogue.pack.id,
        "pack_digest": told.catalogue.digest,
        "demands": len(coverage.traced),
        "open": len(coverage.open()),
        "without_running_check": [one.demand.id for one in coverage.lacking()],
        "sources": [
            {
                "id": source,
                "title": found.title.model_dump(),
                "demands": [_plain(o) for o in coverage.of(source).traced],
            }
            for source, found in told.catalogue.sources.items()
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(one: Traced) -> Mapping[str, object]:
    return {
        **one.demand.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True),
        "way": one.way,
        "checked": one.checked,
        "answers": [{"how": answer.how, "record": answer.record} for answer in one.answers],
    }


_FORMATS: Mapping[CoverageFormat, Callable[[Told], str]] = {"text": _as_text, "md": _as_markdown, "json": _as_json}
