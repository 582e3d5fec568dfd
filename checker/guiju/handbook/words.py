"""The handbook's own words in both languages; everything else on a page comes from the pack."""

from collections.abc import Mapping
from datetime import date

from guiju.handbook.book_words import BOOK_WORDS
from guiju.handbook.flow_words import FLOW_WORDS
from guiju.handbook.revision_words import REVISION_WORDS
from guiju.model.demand import Verifiability
from guiju.model.kpi import Unit
from guiju.model.quantity import Day
from guiju.model.standard import Force
from guiju.model.text import Lang, Text

FORCE: Mapping[Force, Text] = {
    "shall": Text(zh="必须", en="must"),
    "should": Text(zh="应当", en="should"),
    "may": Text(zh="可以", en="may"),
}
UNIT: Mapping[Unit, Text] = {
    "percent": Text(zh="百分比", en="percent"),
    "seconds": Text(zh="时长", en="time"),
    "points": Text(zh="分", en="points"),
    "ratio": Text(zh="比值", en="ratio"),
    "cases": Text(zh="件", en="cases"),
}

VERIFIABILITY: Mapping[Verifiability, Text] = {
    "data": Text(zh="数据可判", en="decided by data"),
    "registry": Text(zh="由标准记录判断", en="decided by the records"),
    "partial": Text(zh="只能部分判断", en="decided in part"),
    "document-only": Text(zh="数据无从判断", en="no data decides it"),
    "unknown": Text(zh="原文缺失", en="text missing"),
}

WORDS: Mapping[str, Text] = {
    **FLOW_WORDS,
    **REVISION_WORDS,
    **BOOK_WORDS,
    "home": Text(zh="首页", en="Home"),
    "standards": Text(zh="标准", en="Standards"),
    "all_standards": Text(zh="标准一览", en="All standards"),
    "roles": Text(zh="岗位", en="Roles"),
    "raci": Text(zh="谁负责、谁执行（RACI）", en="Who does what (RACI)"),
    "raci_lead": Text(
        zh="每项标准由谁执行（R）、谁对结果负责（A）、修订前须经谁同意（C）、还有谁要知道（I，同一流程里的其他岗位）。",
        en="For each standard: who keeps it (R), who answers for it (A), whose consent a revision needs (C), and who "
        "has to know (I, the other roles in the same flows).",
    ),
    "raci_r": Text(zh="R 执行", en="R: responsible"),
    "raci_a": Text(zh="A 负责", en="A: accountable"),
    "raci_c": Text(zh="C 同意", en="C: consulted"),
    "raci_i": Text(zh="I 知会", en="I: informed"),
    "kpi": Text(zh="指标", en="KPI"),
    "kpis": Text(zh="指标", en="KPIs"),
    "changes": Text(zh="修订记录", en="Record of revisions"),
    "glossary": Text(zh="术语", en="Glossary"),
    "sources": Text(zh="依据", en="Sources"),
    "standard": Text(zh="标准", en="Standard"),
    "clause": Text(zh="条款", en="Clause"),
    "clauses": Text(zh="条款", en="Clauses"),
    "chapter": Text(zh="章节", en="Chapter"),
    "owner": Text(zh="负责岗位", en="Owner"),
    "approver": Text(zh="批准岗位", en="Approved by"),
    "by_whom": Text(zh="{author}提出，{approver}批准", en="proposed by {author}, approved by {approver}"),
    "binds": Text(zh="适用岗位", en="Binds"),
    "status": Text(zh="状态", en="Status"),
    "version": Text(zh="版本", en="Version"),
    "in_force": Text(zh="现行有效", en="In force"),
    "not_yet": Text(zh="尚未施行", en="Not yet in force"),
    "upcoming": Text(zh="即将施行", en="Coming into force"),
    "since": Text(zh="起始版本", en="Since"),
    "effective_from": Text(zh="自 {day}起施行", en="since {day}"),
    "effective_on": Text(zh="将于 {day}起施行", en="from {day}"),
    "effective": Text(zh="施行日期", en="In force from"),
    "review": Text(zh="下次复审", en="Next review"),
    "overdue": Text(zh="已逾期", en="overdue"),
    "review_in": Text(zh="上次修订后 {period}", en="{period} after the last revision"),
    "limits": Text(zh="现行限值", en="Limits in force"),
    "limits_upcoming": Text(zh="施行后的限值", en="Limits once in force"),
    "limits_none": Text(zh="本标准没有数值限值。", en="This standard sets no numbers."),
    "limits_from": Text(
        zh="以上数值取自修订 {version}，正文与数据核对用的是同一组数值。",
        en="These values come from revision {version}; the text and the data checks use the very same ones.",
    ),
    "limit": Text(zh="限值", en="Limit"),
    "limit_of": Text(zh="用于", en="Applies to"),
    "parameter": Text(zh="参数", en="Parameter"),
    "how_checked": Text(zh="如何核对", en="How it is checked"),
    "not_checked": Text(
        zh="没有可由数据判定的核对方式，由负责岗位在日常工作中把握。",
        en="No data decides this clause; its owner looks after it in daily work.",
    ),
    "check_sql": Text(zh="核对用的表达式", en="The expressions behind it"),
    "scope": Text(zh="适用范围", en="Scope"),
    "holds": Text(zh="每条记录须满足", en="Must hold for each record"),
    "waivers": Text(zh="豁免", en="Waivers"),
    "waivers_lead": Text(
        zh="豁免只说明某些违反已获批准，违反本身仍计入并列出。到期后自动失效。",
        en="A waiver excuses breaches; they are still counted and listed. It ends by itself.",
    ),
    "waivers_expired": Text(zh="已到期的豁免", en="Expired waivers"),
    "waiver_all": Text(zh="期间内全部", en="everything in the period"),
    "waiver_scope": Text(zh="范围", en="Scope"),
    "waiver_period": Text(zh="{first}至 {last}（含）", en="{first} to {last} inclusive"),
    "waiver_days": Text(zh="期间", en="Period"),
    "waiver_by": Text(zh="{asked}申请，{approver}批准", en="asked by {asked}, approved by {approver}"),
    "satisfies": Text(zh="依据", en="Answers to"),
    "severity": Text(zh="违反程度：{severity}", en="breach: {severity}"),
    "origin_house": Text(zh="限值由本单位自定", en="limit set in-house"),
    "clause_upcoming": Text(zh="自版本 {version} 起列入", en="enters with version {version}"),
    "clause_retired": Text(zh="已停用，最后见于版本 {version}", en="retired, last in version {version}"),
    "why": Text(zh="说明与理由", en="Reasons and guidance"),
    "history": Text(zh="修订历史", en="Revision history"),
    "reason": Text(zh="修订理由", en="Reason"),
    "changed": Text(zh="变更内容", en="What changed"),
    "unchanged": Text(zh="限值未变", en="Limits unchanged"),
    "first": Text(zh="首次发布", en="First issue"),
    "none": Text(zh="无", en="none"),
    "applies_open": Text(zh="也适用于施行时未办结的事项", en="also judges cases open on that day"),
    "action": Text(zh="改进措施", en="corrective action"),
    "source_file": Text(zh="来源文件", en="Source file"),
    "definition": Text(zh="定义", en="Definition"),
    "unit": Text(zh="单位", en="Unit"),
    "better": Text(zh="方向", en="Direction"),
    "higher": Text(zh="越高越好", en="higher is better"),
    "lower": Text(zh="越低越好", en="lower is better"),
    "measured_on": Text(zh="数据来源", en="Measured on"),
    "measure": Text(zh="怎样计算", en="How it is measured"),
    "missing": Text(zh="缺失数据", en="Missing values"),
    "missing_bounds": Text(
        zh="按最好和最坏两种情形分别计算；两者结论不同则不作判定。",
        en="Counted in the best and the worst case; where the two disagree there is no verdict.",
    ),
    "missing_excluded": Text(zh="不计入，单独统计数量。", en="Left out and counted."),
    "targets": Text(zh="目标值", en="Targets"),
    "kpis_untargeted": Text(zh="没有条款要求的指标", en="KPIs that no clause targets"),
    "targets_none": Text(zh="目前没有条款为它规定目标值。", en="No clause sets a target for it at present."),
    "duties": Text(zh="职责", en="Duties"),
    "owned": Text(zh="负责的标准", en="Standards owned"),
    "bound": Text(zh="约束我的规定", en="What binds me"),
    "bound_none": Text(zh="目前没有标准约束这个岗位。", en="No standard binds this role at present."),
    "recent_none": Text(zh="还没有修订。", en="No revisions yet."),
    "what_binds_me_lead": Text(
        zh="选择您的岗位，看您要遵守的规定、现行限值和最近的变化。",
        en="Choose your role to see the rules you keep, the limits in force and what changed.",
    ),
    "by_chapter": Text(zh="标准目录", en="Standards by chapter"),
    "term": Text(zh="术语", en="Term"),
    "meaning": Text(zh="含义", en="Meaning"),
    "section": Text(zh="章节", en="Section"),
    "demand": Text(zh="要求", en="Demand"),
    "demands": Text(zh="要求", en="Demands"),
    "answered_by": Text(zh="由什么落实", en="Answered by"),
    "way": Text(zh="如何核对", en="How checked"),
    "unanswered": Text(zh="暂无对应记录", en="nothing answers it yet"),
    "home_lead": Text(
        zh="员工在这里查阅现行规定；同一份记录也用来核对业务数据。页面上的每个数值都取自现行修订，不会与核对结果脱节。",
        en="Staff read the rules in force here, and the same records check the data of daily work. "
        "Every number on a page comes from the revision in force, so page and check cannot drift apart.",
    ),
    "as_on": Text(zh="本页内容截至 {day}", en="As on {day}"),
    "revision_date": Text(zh="日期", en="Date"),
    "roles_lead": Text(
        zh="每个岗位的职责、负责的标准和须遵守的规定。",
        en="The duties of each role, the standards it owns and the rules that bind it.",
    ),
    "kpis_lead": Text(
        zh="指标只说明怎样计算；须达到多少，写在各标准的条款里。",
        en="A KPI says how a number is measured; the limit it has to meet stands in the clauses.",
    ),
    "sources_lead": Text(
        zh="各标准所依据的文件，以及其中的要求有多少已经落实、由什么落实。",
        en="The documents that the standards answer to, how many of their demands are answered, and by what.",
    ),
    "sources_note": Text(
        zh="“数据核对”的由条款对照数据，“人工确认”的由人登记；其余由所写的那类记录（标准、流程、岗位等）落实；"
        "“说明理由”的不落实，写明了为什么。每项要求只计最可靠的一种。",
        en="“Checked” demands are held against data by a clause, “attested” ones are confirmed by a person; the others "
        "are answered by a record of the kind named (a standard, a flow, a role ...); for those “excused” a reason "
        "stands instead. Each demand counts once, by its firmest answer.",
    ),
    "source_lead": Text(
        zh="这份文件的每项要求由什么落实、如何核对；没有落实的也列在这里。这里的数字是文件原有的，现行限值看条款。",
        en="What answers each demand of this document and how it is checked; what is open stands here too. "
        "Figures here are those of the document; the limits in force stand in the clauses.",
    ),
    "n_standards": Text(zh="项标准", en="standards"),
    "n_clauses": Text(zh="项条款", en="clauses"),
    "n_kpis": Text(zh="项指标", en="KPIs"),
    "n_roles": Text(zh="个岗位", en="roles"),
    "one_standards": Text(zh="项标准", en="standard"),
    "one_clauses": Text(zh="项条款", en="clause"),
    "one_kpis": Text(zh="项指标", en="KPI"),
    "one_roles": Text(zh="个岗位", en="role"),
    "chapter_empty": Text(zh="本章还没有标准。", en="This chapter has no standards yet."),
}


def day_in_words(day: date, lang: Lang) -> str:
    """`2025 年 7 月 1 日` or `1 July 2025`."""
    return Day(day).in_(lang)
