"""What pauses, restarts and reopens a clock, in sentences that staff understand."""

from collections.abc import Iterator, Mapping

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Deadline
from guiju.model.stops import expressions_of
from guiju.model.text import Lang, Text

_PAUSED = Text(
    zh="「{export}」里记录的暂停不计时，重叠的只扣一次；没有结束的暂停一直算到办结。",
    en=" Pauses in “{export}” do not count, those that overlap once; one that has not ended lasts to the end.",
)
_RESTARTED = Text(
    zh="「{export}」里有重新计时的，从办结前最后一次起算；适用哪次修订仍看最初的起点。",
    en=" It starts anew at the newest restart in “{export}” before the end; the revision is that of the first start.",
)
_REOPENED = Text(
    zh="「{export}」里有重新打开的，以最后一次重开后的办结为准，",
    en=" A case that “{export}” opens again ends with the first end after that, ",
)
_BETWEEN: Mapping[str, Text] = {
    "counts": Text(zh="中间的时间照算。", en="and the time between counts."),
    "paused": Text(zh="中间的时间不算。", en="and the time between does not count."),
}
_LABELS: Mapping[tuple[str, str], Text] = {
    ("pauses", "begins"): Text(zh="暂停开始", en="A pause begins"),
    ("pauses", "ends"): Text(zh="暂停结束", en="A pause ends"),
    ("pauses", "where"): Text(zh="算作暂停的时段", en="Intervals that are pauses"),
    ("restarts", "when"): Text(zh="重新计时", en="The clock starts anew"),
    ("reopened", "when"): Text(zh="重新打开", en="Opened again"),
    ("reopened", "ends"): Text(zh="办结", en="Ended"),
}


def stops_in_words(check: Deadline, catalogue: Catalogue, lang: Lang) -> str:
    """A sentence for each way in which another export has a say, unescaped; nothing without any."""
    words = ""
    for sentence, stopper in ((_PAUSED, check.pauses), (_RESTARTED, check.restarts), (_REOPENED, check.reopened)):
        if stopper is not None:
            words += sentence.in_(lang).format(export=catalogue.exports[stopper.export].title.in_(lang))
    return words + (_BETWEEN[check.reopened.between].in_(lang) if check.reopened is not None else "")


def stop_expressions(check: Deadline) -> Iterator[tuple[Text, str]]:
    """What each expression is for, and its SQL."""
    for name, stopper in check.named_stoppers.items():
        for key, sql in expressions_of(stopper).items():
            yield _LABELS[name, key], sql
