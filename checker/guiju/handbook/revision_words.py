"""The handbook's own words about revisions and reviews, and about what is new."""

from collections.abc import Mapping

from guiju.model.text import Text

REVISION_WORDS: Mapping[str, Text] = {
    "news": Text(zh="最近变化", en="What is new"),
    "news_lead": Text(
        zh="将要施行的修订，以及最近的修订和复审，新的在前。划线的是旧文，加底色的是新文。",
        en="Revisions to come, then the latest ones, newest first, then reviews that changed nothing. "
        "Struck through is the old text, shaded the new one.",
    ),
    "news_upcoming": Text(zh="即将施行", en="Coming into force"),
    "news_latest": Text(zh="最近的修订", en="Latest revisions"),
    "in_year": Text(zh="{year} 年", en="{year}"),
    "news_reviewed": Text(zh="最近复审过、没有改动的", en="Lately reviewed without a change"),
    "news_question": Text(zh="最近有什么变化？", en="What is new?"),
    "news_more": Text(zh="全部最近变化", en="All that is new"),
    "binds_question": Text(zh="我要遵守什么？", en="What binds me?"),
    "doing_question": Text(zh="我们做得怎么样？", en="How are we doing?"),
    "subscribe": Text(zh="订阅", en="Subscribe"),
    "subscribe_lead": Text(
        zh="用支持 Atom 的阅读器订阅，有修订或复审时自动收到。",
        en="Follow revisions and reviews in any reader that takes Atom feeds.",
    ),
    "feed_all": Text(zh="全部变化的订阅源", en="Feed of all changes"),
    "feed_role": Text(zh="{role}的订阅源", en="Feed for {role}"),
    "feed_title": Text(zh="{handbook}：最近变化", en="{handbook}: what is new"),
    "feed_role_title": Text(zh="{handbook}：{role}的变化", en="{handbook}: what is new for {role}"),
    "record_lead": Text(
        zh="全部标准的每次修订和每次复审，新的在前。复审后维持不变的也记在这里。",
        en="Every revision and every review of every standard, newest first, those that changed nothing too.",
    ),
    "record_question": Text(zh="完整的修订记录", en="The whole record of revisions"),
    "reviewed": Text(zh="复审，维持不变", en="Reviewed, no change"),
    "reviewed_by": Text(zh="{role}复审", en="reviewed by {role}"),
    "recent_days": Text(zh="近 {days} 天的变化", en="What changed in the last {days} days"),
    "recent_days_none": Text(
        zh="近 {days} 天没有与本岗位有关的修订或复审。",
        en="No revision or review concerned this role in the last {days} days.",
    ),
    "recent_last": Text(zh="最近一次在 {day}：", en="The last one was on {day}:"),
    "clocks": Text(zh="限值一览", en="Clocks and limits at a glance"),
    "clocks_lead": Text(
        zh="本岗位要遵守的现行限值，时限在前，越紧的越靠前；只在条款里才有意义的数字见下面各条。",
        en="The limits in force that this role keeps: times first, the tightest on top. "
        "Numbers that mean something only inside a clause stand in the clauses below.",
    ),
    "clocks_longer": Text(zh="更长的时限：{count} 条", en="Longer times: {count}"),
    "clocks_more": Text(zh="比例和次数：{count} 条", en="Shares and counts: {count}"),
    "clock": Text(zh="计时方式", en="Clock"),
    "redline_old": Text(zh="［删去：", en="[deleted: "),
    "redline_new": Text(zh="［加入：", en="[inserted: "),
    "redline_end": Text(zh="］", en="]"),
    "redline_key": Text(
        zh="划线的是旧文，加底色的是新文；数值取自前后两次修订。",
        en="Struck through is the old text, shaded the new one; values are those of the two revisions.",
    ),
    "clause_added": Text(zh="新增条款", en="clause added"),
    "clause_removed": Text(zh="停用条款", en="clause retired"),
    "see_revision": Text(zh="按这一版查看全文", en="Read this revision in full"),
    "edition_past": Text(zh="旧版", en="Superseded"),
    "edition_past_is": Text(
        zh="这是旧版 v{version}，施行于 {first}至 {last}，已被取代。",
        en="This is the old revision v{version}. It held from {first} to {last} and has been superseded.",
    ),
    "edition_next_is": Text(
        zh="这是 v{version}，尚未施行，将于 {first}起施行。",
        en="This is v{version}. It is not in force yet and will hold from {first}.",
    ),
    "edition_next_until": Text(
        zh="这是 v{version}，尚未施行，将于 {first}起施行，到 {last}为止。",
        en="This is v{version}. It is not in force yet and will hold from {first} to {last}.",
    ),
    "edition_to_force": Text(zh="查看现行的 v{version}", en="Go to v{version}, which is in force"),
    "edition_to_first": Text(zh="查看本标准的主页", en="Go to the page of the standard"),
    "edition_text": Text(
        zh="本页的数值取自这一版；条款和说明用的是最新文字。",
        en="Values on this page come from this revision; clauses and guidance are in their newest wording.",
    ),
    "edition_limits": Text(zh="这一版的限值", en="Limits of this revision"),
    "edition_clauses": Text(zh="这一版的条款", en="Clauses of this revision"),
    "edition_absent": Text(zh="不在这一版的条款", en="Clauses that are not in this revision"),
    "edition_changed": Text(zh="这一版改了什么", en="What this revision changed"),
    "edition_unset": Text(zh="（这一版未设定）", en="(not set in this revision)"),
    "edition_title": Text(zh="{title}（v{version}）", en="{title} (v{version})"),
    "clause_later": Text(zh="自版本 {version} 起列入", en="entered with version {version}"),
    "permalink": Text(zh="复制本条的固定链接", en="Copy the permanent link to this clause"),
    "copied": Text(zh="链接已复制", en="Link copied"),
    "edit_file": Text(zh="修改来源文件", en="Edit the source file"),
    "roles_bound": Text(zh="{count} 项标准", en="{count} standards"),
    "roles_bound_one": Text(zh="{count} 项标准", en="{count} standard"),
    "chapter_count": Text(zh="{count} 项标准", en="{count} standards"),
    "chapter_count_one": Text(zh="{count} 项标准", en="{count} standard"),
}
