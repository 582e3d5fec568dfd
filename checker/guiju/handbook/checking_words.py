"""The words of the section on checking and revising."""

from collections.abc import Mapping

from guiju.model.text import Text

CHECKING: Mapping[str, Text] = {
    "checking": Text(zh="核对与修订", en="Checking and revising"),
    "checking_lead": Text(
        zh="写给核对数据的人和修订标准的人：怎样核对一份导出、怎样读懂结论、怎样改标准，以及手边要查的资料。",
        en="For those who check exports and those who revise standards: how to judge an export, how to read a verdict, "
        "how to change a standard, and what to look up meanwhile.",
    ),
    "guides": Text(zh="操作指南", en="Guides"),
    "to_look_up": Text(zh="查阅资料", en="To look up"),
    "commands": Text(zh="命令说明", en="Commands"),
    "commands_card": Text(zh="每条命令、每个选项和示例。", en="Every command, every option, with examples."),
    "commands_lead": Text(
        zh="本页取自各命令自己的帮助。任何命令加 --help 都会显示同样的内容，加 --lang 可换语言。",
        en="This page is made from what each command says of itself. Any command tells the same with --help, "
        "and in the other language with --lang.",
    ),
    "arguments": Text(zh="参数", en="Arguments"),
    "options": Text(zh="选项", en="Options"),
    "option": Text(zh="写法", en="Written as"),
    "meaning_of_option": Text(zh="作用", en="What it does"),
    "default_value": Text(zh="默认 {value}", en="default {value}"),
    "must_be_given": Text(zh="必填", en="required"),
    "examples": Text(zh="示例", en="Examples"),
    "dictionary": Text(zh="数据字典", en="Data dictionary"),
    "dictionary_lead": Text(
        zh="核对要用的每种导出：有哪些列、怎样取值、约定了什么、哪些条款读它。按读它最多的章节排列。",
        en="Every export that is checked: its columns and values, what it promises, which clauses read it. "
        "By the chapter that reads it most.",
    ),
    "registers": Text(zh="标准包登记", en="Registers of the pack"),
    "registers_card": Text(
        zh="标准包自身的记录，条款也可以核对它们。", en="The pack's own records, which clauses can check too."
    ),
    "registers_lead": Text(
        zh="标准包把自身的记录也当作导出：标准、条款、修订、岗位等各成一表，不用提供文件，条款可以直接核对。",
        en="The pack is an export of itself: standards, clauses, revisions, roles and the like are tables "
        "that clauses check. No file is given for them.",
    ),
    "systems": Text(zh="来源系统", en="Source systems"),
    "systems_lead": Text(
        zh="每份对照说明一个系统的文件怎样变成标准包的导出，以及这个系统没有记录哪些列。",
        en="Each profile says how one system's files become exports of the pack, and which columns the system "
        "does not carry.",
    ),
    "systems_none": Text(zh="标准包还没有来源系统的对照。", en="The pack has no system profiles yet."),
    "read_by_none": Text(zh="暂无条款读取", en="Read by no clause yet"),
    "record_key": Text(zh="记录编号", en="Names a record"),
    "time_column": Text(zh="发生时间", en="Time of a record"),
    "columns": Text(zh="列", en="Columns"),
    "column": Text(zh="列", en="Column"),
    "values": Text(zh="取值", en="Values"),
    "headers_more": Text(zh="文件里也可以写作", en="Other headers that files may carry"),
    "column_required": Text(zh="必填", en="required"),
    "column_pii": Text(zh="个人信息", en="personal data"),
    "column_planned": Text(zh="计划时间", en="planned time"),
    "columns_note": Text(
        zh="必填：没有可读取值的行整行剔除并列出。个人信息：默认不写进任何报告。计划时间：不用来推定“截至时间”。",
        en="Required: a row without a readable value is rejected and listed. Personal data: in no report unless asked "
        "for. Planned time: it does not decide what counts as now.",
    ),
    "type_text": Text(zh="文字", en="text"),
    "type_integer": Text(zh="整数", en="whole number"),
    "type_number": Text(zh="数", en="number"),
    "type_boolean": Text(zh="是或否", en="yes or no"),
    "type_datetime": Text(zh="日期时间", en="date and time"),
    "type_date": Text(zh="日期", en="date"),
    "from_value": Text(zh="不小于 {value}", en="at least {value}"),
    "to_value": Text(zh="不大于 {value}", en="at most {value}"),
    "any_value": Text(zh="不限", en="any"),
    "contract": Text(zh="数据约定", en="What it promises"),
    "contract_lead": Text(zh="判定条款之前先核对这些约定。", en="Asked before any clause is judged."),
    "contract_none": Text(zh="没有另作约定。", en="Nothing beyond its columns."),
    "contract_critical": Text(zh="不符合则结论不成立", en="no verdict stands without it"),
    "contract_warning": Text(zh="不符合只提醒", en="told where it is broken"),
    "contract_info": Text(zh="仅供参考", en="for information"),
    "promise": Text(zh="约定", en="Promise"),
    "promise_weight": Text(zh="不符合时", en="If broken"),
    "read_by": Text(zh="由哪些条款读取", en="Read by"),
    "read_by_kpis": Text(zh="用它计算的指标", en="KPIs measured on it"),
    "in_chapters": Text(zh="涉及章节", en="Chapters"),
    "comes_from": Text(zh="从哪些系统来", en="Where it comes from"),
    "comes_from_none": Text(
        zh="没有现成的对照：按列名或表头直接识别，或为自己的系统写一份对照。",
        en="There is no profile yet: columns are found by name or header, or you write a profile for your system.",
    ),
    "makes": Text(zh="得到的导出", en="It makes"),
    "file_names": Text(zh="文件名", en="Files named"),
    "same_file": Text(zh="与“{export}”同一个文件", en="the file of “{export}”"),
    "sheet_name": Text(zh="工作表", en="Sheet"),
    "zone_name": Text(zh="时区", en="Time zone"),
    "zone_of_pack": Text(zh="未注明，按 {zone} 计", en="not said, so taken as {zone}"),
    "time_formats": Text(zh="时间写法", en="Times written"),
    "null_marks": Text(zh="表示空值", en="Means no value"),
    "folded": Text(zh="一行一个事件，按编号合成一件", en="one row an event, folded to cases"),
    "columns_not_carried": Text(zh="系统没有其中 {count} 列", en="{count} columns are not carried by the system"),
    "one_column_not_carried": Text(zh="系统没有其中 1 列", en="1 column is not carried by the system"),
    "use_profile": Text(zh="用法", en="Use it"),
}
