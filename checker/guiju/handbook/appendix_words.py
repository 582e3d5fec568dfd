"""The words of the appendices, in both languages."""

from collections.abc import Mapping
from typing import Literal

from guiju.model.checks import Every
from guiju.model.text import Text

CheckKind = Literal["deadline", "condition", "target", "cadence", "match", "attest", "sequence", "none"]

CHECK_KINDS: Mapping[CheckKind, Text] = {
    "deadline": Text(zh="时限", en="deadline"),
    "condition": Text(zh="逐条条件", en="condition"),
    "target": Text(zh="指标目标", en="KPI target"),
    "cadence": Text(zh="频次", en="frequency"),
    "match": Text(zh="对应记录", en="matching record"),
    "attest": Text(zh="人工确认", en="confirmed by a person"),
    "sequence": Text(zh="步骤顺序", en="order of steps"),
    "none": Text(zh="不由数据判定", en="not decided by data"),
}

GRADED: Mapping[Literal["agent", "team", "centre"], Text] = {
    "agent": Text(zh="每名客服", en="Each agent"),
    "team": Text(zh="每个团队", en="Each team"),
    "centre": Text(zh="整个中心", en="The whole centre"),
}
PERIODS: Mapping[Every | None, Text] = {
    "day": Text(zh="每日", en="each day"),
    "week": Text(zh="每周", en="each week"),
    "month": Text(zh="每月", en="each month"),
    "quarter": Text(zh="每季度", en="each quarter"),
    "year": Text(zh="每年", en="each year"),
    None: Text(zh="每次检查", en="each check"),
}

APPENDIX: Mapping[str, Text] = {
    "appendices": Text(zh="附录", en="Appendices"),
    "standards_table": Text(zh="附录B 服务标准表", en="Appendix B: table of standards"),
    "standards_table_lead": Text(
        zh="全部标准和条款，一章一张表，可打印。限值取自 {day}的现行修订。",
        en="Every standard and clause, a table for each chapter, for print. Limits are those in force on {day}.",
    ),
    "standard_and_clause": Text(zh="标准与条款", en="Standard and clause"),
    "owner_and_review": Text(zh="负责与复审", en="Owner, next review"),
    "force": Text(zh="效力", en="Force"),
    "scoring": Text(zh="附录C 考核评分细则", en="Appendix C: scoring rules"),
    "scoring_lead": Text(
        zh="客服、团队和整个中心怎样得分、怎样定等级、等级带来什么。分数由数据核对的结论算出，这里的每个数值都取自现行修订。",
        en="How agents, teams and the centre come to a score and a grade, and what a grade leads to. "
        "Scores are worked out from the verdicts on data; every number here comes from the revision in force.",
    ),
    "how_scores_are_made": Text(zh="分数怎样算", en="How scores are made"),
    "rule_weights": Text(
        zh="每个维度有权重，合计为一；维度内各条目平分权重。",
        en="Each dimension has a weight, and the weights make the whole; its criteria share it in equal parts.",
    ),
    "rule_points": Text(
        zh="条目有两种得分办法：达标得全部、不达标不得分；或者从起评点到满分按比例。",
        en="A criterion gives all its points or none, or in proportion from where points begin to where they are full.",
    ),
    "rule_open": Text(
        zh="无法判定的条目不算得分，也不算失分：分数写成最坏与最好两端，两端落在不同等级时不给等级。",
        en="What could not be judged is neither gained nor lost: the score has a worst and a best case, "
        "and there is no grade where they fall into different bands.",
    ),
    "rule_waived": Text(
        zh="已豁免的条目不计入，其余条目折成全部。",
        en="What is waived is left out, and the rest counts for the whole.",
    ),
    "rule_critical": Text(
        zh="关键项不达标时分数照算，等级封顶。",
        en="Where a critical criterion is not compliant the score stays and the grade is capped.",
    ),
    "rule_period": Text(
        zh="期间按首日的现行修订评分；条款判定得比评分更频繁的，各次平均，有一次不达标即为不达标。",
        en="A period is scored by the revision in force on its first day; where a clause is judged more often, "
        "its verdicts count alike, and one that is not compliant is enough.",
    ),
    "rule_rounding": Text(
        zh="总分四舍五入到一位小数，再定等级。", en="The score is rounded to one decimal before the grade is read off."
    ),
    "no_cards": Text(zh="目前还没有评分卡。", en="There are no scorecards yet."),
    "graded": Text(zh="评分对象", en="Who is scored"),
    "dimensions": Text(zh="维度与条目", en="Dimensions and criteria"),
    "dimension": Text(zh="维度", en="Dimension"),
    "weight": Text(zh="权重", en="Weight"),
    "criterion": Text(zh="条目", en="Criterion"),
    "asked": Text(zh="现行限值", en="Limit in force"),
    "points": Text(zh="得分办法", en="How points follow"),
    "critical": Text(zh="关键", en="critical"),
    "critical_note": Text(
        zh="带“关键”的条目不达标时，等级最高只到“{band}”。",
        en="Where a criterion marked critical is not compliant, the grade is at best {band}.",
    ),
    "every_record": Text(zh="每条记录都符合", en="every record kept"),
    "met": Text(zh="达标得全部，否则不得分", en="all where compliant, none where not"),
    "linear_up": Text(
        zh="{none} 及以下不得分，{all} 及以上得满分，其间按比例",
        en="none at {none} or less, all at {all} or more, in proportion between",
    ),
    "linear_down": Text(
        zh="{none} 及以上不得分，{all} 及以内得满分，其间按比例",
        en="none at {none} or more, all at {all} or less, in proportion between",
    ),
    "enters": Text(zh="自版本 {version} 起列入", en="enters with version {version}"),
    "bands": Text(zh="等级与后果", en="Grades and consequences"),
    "grade": Text(zh="等级", en="Grade"),
    "band_points": Text(zh="分数", en="Points"),
    "consequences": Text(zh="后果", en="Consequences"),
    "from_points": Text(zh="{low} 分起", en="from {low}"),
    "below_points": Text(zh="不足 {high} 分", en="below {high}"),
    "fails": Text(zh="未达要求", en="not good enough"),
    "scale": Text(zh="等级分布：{bands}", en="Bands: {bands}"),
    "of_weight": Text(zh="{name}的权重", en="Weight of {name}"),
    "of_start": Text(zh="{name}的起评点", en="Where points of {name} begin"),
    "of_full": Text(zh="{name}的满分点", en="Where points of {name} are full"),
    "of_band": Text(zh="等级“{name}”的下限", en="Lower edge of {name}"),
    "criterion_enters": Text(zh="列入条目“{name}”", en="criterion {name} enters"),
    "criterion_leaves": Text(zh="停用条目“{name}”", en="criterion {name} leaves"),
    "became_critical": Text(zh="条目“{name}”列为关键", en="criterion {name} becomes critical"),
    "no_longer_critical": Text(zh="条目“{name}”不再是关键", en="criterion {name} is no longer critical"),
    "weights_elsewhere": Text(
        zh="带链接的权重和等级线取自所指标准的现行修订，随它一起变。",
        en="Weights and edges with a link are those of the standard named, and change with it.",
    ),
}
"""Every word of the appendices that the pack does not say."""
