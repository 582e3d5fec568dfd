"""What a sequence asks, in a sentence that staff understand; which events are meant stands beside it as SQL."""

from collections.abc import Mapping

from guiju.model.catalogue import Catalogue
from guiju.model.sequence import Sequence, Template
from guiju.model.text import Lang, Text

_ASKED: Mapping[Template, Text] = {
    "existence": Text(zh="所指事件须发生{times}", en="the event happens {times}"),
    "absence": Text(zh="不得发生所指事件", en="the event never happens"),
    "init": Text(zh="须以所指事件开始", en="the event comes first"),
    "precedence": Text(
        zh="每次发生后一事件之前{limit}，须先发生前一事件", en="the first event has come{limit} before every second one"
    ),
    "response": Text(
        zh="每次发生前一事件之后{limit}，须发生后一事件", en="every first event is followed{limit} by a second one"
    ),
    "chain-response": Text(
        zh="每次发生前一事件之后{limit}，紧接着须是后一事件",
        en="the very next event after every first one is a second one{limit}",
    ),
    "succession": Text(
        zh="两个事件须成对出现：前一事件之后{limit}须有后一事件，后一事件之前{limit}须有前一事件",
        en="every first event is followed{limit} by a second one, and none comes without a first one before it{limit}",
    ),
    "not-after": Text(
        zh="前一事件发生之后{limit}，不得再发生后一事件", en="no second event comes{limit} after a first one"
    ),
    "not-co-existence": Text(zh="两个事件不得都发生", en="the two events never both happen"),
    "same-actor": Text(zh="两个事件须由同一人经办", en="one and the same person does both events"),
    "different-actor": Text(zh="两个事件不得由同一人经办", en="nobody does both events"),
}


def sequence_in_words(check: Sequence, catalogue: Catalogue, values: Mapping[str, str], lang: Lang) -> str:
    """One sentence or two, unescaped; `values` are the parameters in words."""
    sentence = Text(
        zh="按「{log}」逐个案例核对：{asked}。{open}时间相同的事件不分先后，结论取决于先后的，不作判定。",
        en="Each case in “{log}”: {asked}.{open} Events of equal time have no order; where the verdict "
        "depends on it there is none.",
    )
    open_ = Text(
        zh="案例结束之前，没有违反的记为未到期。", en=" Until a case is over, one that breaks nothing is not due."
    )
    ends = check.ended is not None or check.flow is not None or (check.cases is not None and check.cases.ended)
    return sentence.in_(lang).format(
        log=catalogue.exports[check.on].title.in_(lang),
        asked=_asked(check, catalogue, values, lang),
        open=open_.in_(lang) if ends else "",
    )


def _asked(check: Sequence, catalogue: Catalogue, values: Mapping[str, str], lang: Lang) -> str:
    if check.flow is not None:
        follows = Text(zh="事件须按流程「{flow}」的先后发生", en="its events follow the flow “{flow}”")
        return follows.in_(lang).format(flow=catalogue.flows[check.flow].title.in_(lang))
    if check.template is None:
        raise TypeError("a sequence names a flow or a template")
    limit = Text(zh=" {value} 内", en=" within {value}").in_(lang)
    within = limit.format(value=values.get(check.within, check.within)) if check.within is not None else ""
    return _ASKED[check.template].in_(lang).format(limit=within, times=_times(check, values, lang))


def _times(check: Sequence, values: Mapping[str, str], lang: Lang) -> str:
    if check.at_most is not None:
        most = Text(zh="不超过 {value} 次", en="at most {value} times")
        return most.in_(lang).format(value=values.get(check.at_most, check.at_most))
    if check.at_least is None:
        return Text(zh="", en="at least once").in_(lang)
    least = Text(zh="不少于 {value} 次", en="at least {value} times")
    return least.in_(lang).format(value=values.get(check.at_least, check.at_least))
