"""What became of the exports' contracts: told first, because every verdict below rests on the data."""

from collections.abc import Iterator

from guiju.model.expectation import ContractSeverity
from guiju.model.promise_words import promise_words
from guiju.model.run import ContractResult, ExpectationResult, Promised
from guiju.model.text import Text
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, Tone, cell
from guiju.report.words import plural, share

CONTRACT_SEVERITY_WORDS: dict[ContractSeverity, Text] = {
    "critical": Text(zh="严重", en="critical"),
    "warning": Text(zh="提醒", en="warning"),
    "info": Text(zh="供参考", en="info"),
}
PROMISED_WORDS: dict[Promised, Text] = {
    "met": Text(zh="符合", en="met"),
    "broken": Text(zh="不符合", en="broken"),
    "undecided": Text(zh="无法判定", en="could not be judged"),
}
_ORDER: tuple[tuple[Promised, ContractSeverity], ...] = (
    ("broken", "critical"),
    ("undecided", "critical"),
    ("broken", "warning"),
    ("undecided", "warning"),
    ("broken", "info"),
    ("undecided", "info"),
)


def standing(reading: Reading) -> tuple[str, ...]:
    """One line for the head of a report where verdicts rest on an export that breaks its contract."""
    broken = [reading.export_title(export) for export in reading.run.broken_contracts]
    if not broken:
        return ()
    names = reading.say("、", ", ").join(broken)
    return (
        reading.say(
            f"以下导出不符合数据约定，据此作出的结论不可靠：{names}",
            f"Judged on an export that breaks its contract, so that no verdict on it stands firm: {names}",
        ),
    )


def contracts(reading: Reading) -> Section | None:
    """What was not met, gravest first, and how much was; None where no export promises anything."""
    if not reading.run.contracts:
        return None
    say = reading.say
    open_ = [
        (contract, place)
        for verdict, severity in _ORDER
        for contract in reading.run.contracts
        for place, result in enumerate(contract.expectations)
        if (result.verdict, result.severity) == (verdict, severity)
    ]
    shown, notes = reading.capped(open_)
    return Section(
        title=say("数据约定", "What the exports promise"),
        tone=_tone(reading),
        lines=tuple(_met_line(reading, contract) for contract in reading.run.contracts),
        table=Table(
            headings=(
                Heading(say("结论", "Verdict")),
                Heading(say("严重度", "Severity")),
                Heading(say("导出", "Export")),
                Heading(say("约定", "Expectation")),
                Heading(say("不符合", "Unexpected"), "right"),
                Heading(say("占比", "Share"), "right"),
            ),
            rows=tuple(_row(reading, contract, contract.expectations[place]) for contract, place in shown),
        )
        if shown
        else None,
        notes=notes,
    )


def expectation_words(reading: Reading, contract: ContractResult, result: ExpectationResult) -> str:
    """What was promised, as the pack has it."""
    export = reading.catalogue.exports.get(contract.export)
    place = contract.expectations.index(result)
    if export is None or place >= len(export.expectations):
        return result.type
    return promise_words(export.expectations[place], export).in_(reading.lang)


def found_words(reading: Reading, result: ExpectationResult) -> str:
    """What was found instead, with the first places."""
    return reading.say("；", "; ").join(_found(reading, result))


def unmet_words(reading: Reading, contract: ContractResult, result: ExpectationResult) -> str:
    """One sentence for formats that show nothing else: where, what was promised, what was found."""
    head = reading.say("数据约定", "contract")
    name = reading.export_title(contract.export)
    verdict = PROMISED_WORDS[result.verdict].in_(reading.lang)
    counted = (
        [reading.say(f"{result.unexpected:,} 条不符合", plural(result.unexpected, "unexpected record"))]
        if result.unexpected
        else []
    )
    found = reading.say("；", "; ").join([verdict, *counted, *_found(reading, result)])
    colon = reading.say("：", ": ")
    return f"{name}{reading.say('', ' ')}{head}{colon}{expectation_words(reading, contract, result)}{colon}{found}"


def unmet(reading: Reading) -> Iterator[tuple[ContractResult, ExpectationResult]]:
    """What was broken or left open by unreadable cells, in the order of the exports."""
    for contract in reading.run.contracts:
        for result in contract.expectations:
            if result.verdict == "broken" or (result.verdict == "undecided" and result.unreadable):
                yield contract, result


def _tone(reading: Reading) -> Tone:
    if reading.run.broken_contracts:
        return "bad"
    return "warn" if next(unmet(reading), None) is not None else "good"


def _met_line(reading: Reading, contract: ContractResult) -> str:
    met, whole = len(contract.with_verdict("met")), len(contract.expectations)
    name = reading.export_title(contract.export)
    return reading.say(f"{name}：{whole} 项约定中 {met} 项符合", f"{name}: {met} of {plural(whole, 'expectation')} met")


def _row(reading: Reading, contract: ContractResult, result: ExpectationResult) -> tuple[Cell, ...]:
    asked = (result.elements or 0) - (result.missing or 0)
    grave: Tone = "bad" if result.verdict == "broken" and result.severity == "critical" else "warn"
    counted = result.unexpected is not None
    return (
        cell(PROMISED_WORDS[result.verdict].in_(reading.lang), tone=grave),
        cell(CONTRACT_SEVERITY_WORDS[result.severity].in_(reading.lang)),
        cell(reading.export_title(contract.export)),
        cell(expectation_words(reading, contract, result), *_found(reading, result), result.type),
        cell(f"{result.unexpected:,}" if result.unexpected is not None else "-"),
        cell(share(result.unexpected or 0, asked) if counted else "-"),
    )


def _found(reading: Reading, result: ExpectationResult) -> list[str]:
    say = reading.say
    found: list[str] = []
    if result.reason is not None:
        found.append(result.reason.in_(reading.lang))
    elif result.unreadable:
        found.append(say(f"另有 {result.unreadable:,} 个单元格无法读取", f"{result.unreadable:,} cells unreadable"))
    if result.verdict == "broken" and result.observed is not None and not isinstance(result.observed, bool):
        observed = (
            ", ".join("-" if one is None else str(one) for one in result.observed)
            if isinstance(result.observed, list)
            else f"{result.observed}"
        )
        found.append(say(f"实际为 {observed}", f"found {observed}"))
    if result.places:
        rows = ", ".join(f"{place.file}:{place.row}" if place.file else f"{place.row}" for place in result.places)
        more = (result.unexpected or 0) > len(result.places)
        found.append(say(f"行：{rows}", f"rows: {rows}") + (" ..." if more else ""))
    return found
