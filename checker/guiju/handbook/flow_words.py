"""The handbook's own words about flows, in both languages."""

from collections.abc import Mapping

from guiju.model.text import Text

FLOW_WORDS: Mapping[str, Text] = {
    "flows": Text(zh="附录A 流程图", en="Appendix A: flow charts"),
    "flows_lead": Text(
        zh="每个流程一张图：谁做哪一步，在哪里分叉，各步受哪些条款约束。核对事件日志用的是同一份流程。",
        en="One chart for each process: who does which step, where it forks, and which clauses bind a step. "
        "Event logs are held against the very same flow.",
    ),
    "flow": Text(zh="流程", en="Flow"),
    "flow_purpose": Text(zh="作用", en="Purpose"),
    "flow_roles": Text(zh="参与岗位", en="Roles that take part"),
    "flow_chart": Text(zh="流程图", en="Chart"),
    "flow_steps": Text(zh="逐步说明", en="Step by step"),
    "flow_step": Text(zh="步骤", en="Step"),
    "flow_role": Text(zh="岗位", en="Role"),
    "flow_clauses": Text(zh="条款与限值", en="Clauses"),
    "flow_events": Text(zh="日志事件", en="Log events"),
    "flow_next": Text(zh="接下来", en="Next"),
    "flow_over": Text(zh="流程结束", en="The flow ends here"),
    "flow_start": Text(zh="起点", en="start"),
    "flow_question": Text(zh="判断", en="question"),
    "flow_end": Text(zh="终点", en="end"),
    "flow_repeats": Text(zh="可重复", en="may repeat"),
    "flow_detail": Text(zh="详见流程「{flow}」", en="in detail: {flow}"),
    "flow_goes_on": Text(zh="转入「{flow}」", en="goes on in: {flow}"),
    "flow_checked": Text(zh="核对先后的条款", en="Held against a log by"),
    "flow_not_checked": Text(
        zh="目前没有条款用事件日志核对这个流程的先后。", en="No clause holds an event log against this flow at present."
    ),
    "flow_upcoming": Text(zh="尚未施行", en="not in force yet"),
    "flow_retired": Text(zh="已停用", en="retired"),
    "flow_title": Text(zh="流程图：{flow}", en="Flow chart: {flow}"),
    "flow_description": Text(
        zh="共 {steps} 步、{decisions} 处判断。起点：{start}。图中内容在「逐步说明」表里都有。",
        en="Steps: {steps}, questions: {decisions}. It starts with: {start}. "
        "All that the chart shows also stands in the table of its steps.",
    ),
    "flow_limit_hint": Text(zh="{clause}：时限 {limit}", en="{clause}: time limit {limit}"),
    "flow_clause_count": Text(zh="条款 {count} 条", en="clauses: {count}"),
    "flow_legend": Text(
        zh="方框是步骤，六角框是判断，圆头框是终点；框内小字是负责的岗位，带钟面的是现行时限，"
        "§ 后面是其他条款的条数，箭头向上的彩色线是退回重来。",
        en="Boxes are steps, six-cornered ones questions, round ones ends. The small words in a box name the role, "
        "a clock marks a time limit in force, § counts the other clauses, "
        "and coloured lines that point upwards lead back.",
    ),
    "flow_part_of": Text(zh="所属流程", en="Part of these flows"),
    "flow_own_steps": Text(
        zh="加粗边框的步骤受本标准约束。", en="Steps with a heavy frame are bound by this standard."
    ),
    "flow_whole": Text(zh="查看整个流程", en="See the whole flow"),
    "flow_acts": Text(zh="参与的流程", en="Flows I take part in"),
    "n_flows": Text(zh="个流程", en="flows"),
    "one_flows": Text(zh="个流程", en="flow"),
}
