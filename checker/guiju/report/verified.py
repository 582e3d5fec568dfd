"""What came of repeating a run, as plain text."""

from collections.abc import Iterator

from guiju.model.text import Lang
from guiju.model.verification import Verification
from guiju.report.words import safe, say


def render_verification(found: Verification, *, lang: Lang, limit: int) -> str:
    """The headline, what has changed, and at most `limit` differences; ends in a line break."""
    return "".join(f"{safe(line)}\n" for line in _lines(found, lang, limit))


def _lines(found: Verification, lang: Lang, limit: int) -> Iterator[str]:
    if found.holds:
        yield say(lang, f"{found.run}：重做的结果完全一致", f"{found.run}: repeated with the same results")
    elif found.changed:
        yield say(
            lang,
            f"{found.run}：所依据的内容已变，无法照原样重做",
            f"{found.run}: what it rests on has changed, so that it cannot be repeated as it was",
        )
    else:
        yield say(
            lang,
            f"{found.run}：依据相同，结果却不同",
            f"{found.run}: it rests on the same, and yet the results differ",
        )
    yield from (f"  {text.in_(lang)}" for text in (*found.changed, *found.notes))
    if found.changed and not found.differences:
        yield say(lang, "结果没有差别", "The results are the same")
    if found.differences:
        yield ""
        yield say(lang, "差别（保存的 → 重做的）：", "Differences (kept -> repeated):")
        yield from (f"  {each.place}: {each.kept} -> {each.repeated}" for each in found.differences[:limit])
    if (hidden := len(found.differences) - limit) > 0:
        yield say(lang, f"  ……另有 {hidden:,} 处（--limit 可调整）", f"  ... and {hidden:,} more (--limit)")
