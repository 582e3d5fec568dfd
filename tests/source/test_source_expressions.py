"""SQL of the pack: what is allowed comes out canonical, everything else is refused, and nothing is ever raised."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.source.expressions import Expression, Operand, Scope, check_expression

COLUMNS = {
    "number": Operand(type="text"),
    "channel": Operand(type="text", values=frozenset({"phone", "letter"})),
    "score": Operand(type="number"),
    "staff": Operand(type="integer"),
    "urgent": Operand(type="boolean"),
    "opened": Operand(type="datetime"),
    "closed": Operand(type="datetime"),
    "day": Operand(type="date"),
    "user": Operand(type="text"),
}
ROW = Scope(columns=COLUMNS, wanted="any")
GROUP = Scope(columns=COLUMNS, wanted="any", aggregates=True)
CONDITION = Scope(columns=COLUMNS, wanted="boolean")
NUMBER = Scope(columns=COLUMNS, wanted="number")


def canonical(written: str, scope: Scope = ROW) -> str:
    found = check_expression(written, scope)
    assert isinstance(found, Expression), found
    again = check_expression(found.text, scope)
    assert again == found
    return found.text


def flaws(written: str, scope: Scope = ROW) -> list[tuple[int, str]]:
    found = check_expression(written, scope)
    assert not isinstance(found, Expression), found.text
    assert all(flaw.message.zh for flaw in found)
    return [(flaw.offset, flaw.message.in_("en")) for flaw in found]


ROW_EXPRESSIONS = [
    ("channel in ('phone', 'letter')", "\"channel\" IN ('phone', 'letter')"),
    ("channel <> 'phone' -- why\n", "\"channel\" <> 'phone'"),
    ("score /* ; drop table x */ + 1", '"score" + 1'),
    ('"score" > $limit', '"score" > $limit'),
    ("user = 'x'", "\"user\" = 'x'"),
    ("closed > opened + interval 3 day", '"closed" > "opened" + INTERVAL \'3\' DAY'),
    ("epoch(closed - opened)", 'EPOCH("closed" - "opened")'),
    ("extract(hour from opened) between 9 and 17", 'EXTRACT(HOUR FROM "opened") BETWEEN 9 AND 17'),
    ("date_part('hour', opened)", "DATE_PART('hour', \"opened\")"),
    ("date_trunc('month', opened)", "DATE_TRUNC('MONTH', \"opened\")"),
    ("strftime(opened, '%Y-%m')", "STRFTIME(\"opened\", '%Y-%m')"),
    ("case when urgent then 1 else 0 end", 'CASE WHEN "urgent" THEN 1 ELSE 0 END'),
    ("coalesce(nullif(number, ''), 'none')", "COALESCE(NULLIF(\"number\", ''), 'none')"),
    ("lower(trim(number)) like 'a%'", "LOWER(TRIM(\"number\")) LIKE 'a%'"),
    ("upper(substring(number, 1, 2)) || 'x'", "UPPER(SUBSTRING(\"number\", 1, 2)) || 'x'"),
    ("starts_with(number, 'a') or contains(number, 'b')", "STARTS_WITH(\"number\", 'a') OR CONTAINS(\"number\", 'b')"),
    ("regexp_matches(number, '^[0-9]+$')", "REGEXP_MATCHES(\"number\", '^[0-9]+$')"),
    ("length(number) = 8", 'LENGTH("number") = 8'),
    ("greatest(abs(round(score, 1)), floor(score), ceil(score))", None),
    ("least(score, 5) * 2 / 3 - 1 % 2", None),
    ("try_cast(number as integer) is not null", 'NOT TRY_CAST("number" AS INT) IS NULL'),
    ("score::bigint = 3", 'CAST("score" AS BIGINT) = 3'),
    ("opened >= timestamp '2025-01-01 00:00:00'", None),
    ("day = date '2025-01-01'", "\"day\" = CAST('2025-01-01' AS DATE)"),
    ("urgent is true and not (score is distinct from 3)", None),
    ("number not in ('a', 'b') and score is null", None),
]

GROUP_EXPRESSIONS = [
    ("count(*) filter (where urgent)", 'COUNT(*) FILTER(WHERE "urgent")'),
    ("count(distinct number)", 'COUNT(DISTINCT "number")'),
    ("sum(score) / sum(staff)", 'SUM("score") / SUM("staff")'),
    ("avg(score)", 'AVG("score")'),
    ("min(opened) filter (where channel = 'phone')", None),
    ("max(closed)", None),
    ("median(score)", None),
    ("quantile_cont(score, 0.9)", 'QUANTILE_CONT("score", 0.9)'),
    ("first(number)", None),
    ("last(number)", None),
    ("arg_min(number, opened)", None),
    ("arg_max(number, opened)", None),
    ("any_value(number)", 'ANY_VALUE("number")'),
    ("bool_or(urgent) and bool_and(urgent)", None),
    ("stddev_pop(score) + covar_pop(score, staff) + corr(score, staff)", None),
]


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"enable_external_access": "false"})
    types = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "datetime": "TIMESTAMP"}
    columns = ", ".join(f'"{name}" {types.get(str(operand.type), "DATE")}' for name, operand in COLUMNS.items())
    connection.execute(f"CREATE TABLE t ({columns})")
    connection.execute("INSERT INTO t VALUES ('1', 'phone', 3, 4, true, '2025-01-01', '2025-01-02', '2025-01-01', 'x')")
    return connection


@pytest.mark.parametrize(("written", "text"), ROW_EXPRESSIONS)
def test_what_is_allowed_on_a_row_is_written_back_and_runs(
    engine: duckdb.DuckDBPyConnection, written: str, text: str | None
) -> None:
    found = canonical(written)
    assert text is None or found == text
    sql = found.replace("$limit", "1")
    plain = written.replace("$limit", "1").replace("user = 'x'", "\"user\" = 'x'")
    assert engine.execute(f"SELECT {sql} FROM t").fetchall() == engine.execute(f"SELECT {plain}\n FROM t").fetchall()


@pytest.mark.parametrize(("written", "text"), GROUP_EXPRESSIONS)
def test_what_is_allowed_on_a_group_is_written_back_and_runs(
    engine: duckdb.DuckDBPyConnection, written: str, text: str | None
) -> None:
    found = canonical(written, GROUP)
    assert text is None or found == text
    answers = [engine.execute(f"SELECT {sql} FROM t").fetchall() for sql in (found, written)]
    assert repr(answers[0]) == repr(answers[1])  # repr, because of nan


@pytest.mark.parametrize(
    "written",
    [
        "(select 1)",
        "score in (select 1)",
        "exists (select 1)",
        "score = any (select 1)",
        "score = (from t)",
        "select 1",
        "from t",
        "score; drop table t",
        "score); drop table t; --",
        "score union select 1",
        "read_csv('/etc/passwd')",
        "read_text('/etc/passwd') = ''",
        "read_blob('/etc/passwd') = ''",
        "glob('*')",
        "sniff_csv('x')",
        "getenv('HOME')",
        "current_setting('home_directory')",
        "getvariable('x')",
        "nextval('s')",
        "currval('s')",
        "random()",
        "uuid()",
        "now()",
        "today()",
        "get_current_time()",
        "current_date",
        "current_timestamp",
        "current_user",
        "current_schema()",
        "current_query()",
        "txid_current()",
        "pg_sleep(1)",
        "query('select 1')",
        "query_table('t')",
        "unnest([1])",
        "range(1000000000)",
        "repeat('x', 1000000000)",
        "list_transform([1], x -> x)",
        "[x for x in [1]]",
        "columns('.*')",
        "*",
        "t.*",
        "* exclude (score)",
        "sum(score) over ()",
        "row_number() over (order by score)",
        "attach 'x'",
        "install httpfs",
        "load httpfs",
        "copy t to 'x'",
        "pragma database_list",
        "set threads = 1",
        "call pragma_version()",
        "export database 'x'",
        "vacuum",
        "score as other",
        "score other",
        "t.score",
        "main.t.score",
        "score.x",
        "score[1]",
        "{'a': score}",
        "[score]",
        "struct_pack(a := 1)",
        "cast(number as json)",
        "cast(score as decimal(3, 1))",
        "cast(number as varchar collate nocase)",
        "number collate nocase = 'x'",
        "opened at time zone 'UTC'",
        "timestamptz '2025-01-01'",
        "e'\\x41' = number",
        "$$x$$ = number",
        "number ~ 'x'",
        "number similar to 'x'",
        "regexp_matches(number, channel)",
        "regexp_matches(number, lower('x'))",
        "regexp_matches(number, '[')",
        "regexp_matches(number, '(?=x)')",
        "number glob 'x'",
        "?",
        "$1",
        "interval (score) day",
        "to_days(3)",
        "date_trunc('month', opened, 'UTC') + date_trunc(number, opened)",
        "extract(timezone from opened)",
        "extract(epoch_us from opened)",
        "date '2025-13-01' = day",
        "1e999 > score",
        "count(*)",
        "sum(score)",
        "",
        "   ",
        "-- nothing",
        "'open",
        "/* open",
        "score +",
        "(score",
        "\x00",
        "(" * 2000 + "score" + ")" * 2000,
        "not " * 900 + "urgent",
        "- " * 300 + "score",
        "case when urgent then " * 100 + "1" + " end" * 100,
        "abs(" * 100 + "score" + ")" * 100,
        "score + " * 1000 + "score",
        "interval " * 300,
        "[" * 3000,
    ],
)
def test_what_reaches_further_than_its_row_is_refused(written: str) -> None:
    assert flaws(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("score > 3 and statf > 1", [(14, "unknown column statf; did you mean staff?")]),
        ("Score > 3", [(0, "unknown column Score; did you mean score?")]),
        ("score > 3 and\n  xyz() > 1 and statf > 1", [
            (16, "the function xyz is not allowed"),
            (30, "unknown column statf; did you mean staff?"),
        ]),
        ("lenght(number)", [(0, "the function lenght is not allowed; did you mean length?")]),
        ("channel = 'fone'", [(0, "the column channel has no value 'fone'; did you mean phone?")]),
        ("channel in ('phone', 'leter')", [(0, "the column channel has no value 'leter'; did you mean letter?")]),
        ("number = 3", [(0, "the column number is a text and cannot be compared with a number")]),
        ("score between 'a' and 'b'", [(0, "the column score is a number and cannot be compared with a text")] * 2),
        ("score and urgent", [(0, "a condition (true or false) is expected, this is a number")]),
        ("abs(number)", [(4, "a number is expected, this is a text")]),
        ("date_trunc('month', number)", [(20, "a date or time is expected, this is a text")]),
        ("@", [(0, "SQL syntax error: an operand is missing")]),
        ("number * 2", [(0, "a number is expected, this is a text")]),
        ("cast(number as integer)", [
            (5, "a cast of a text can fail and stop the whole check; write try_cast, which gives null instead")
        ]),
        ("score > ) 3", [(8, "SQL syntax error near )")]),
        ("date_trunc('mounth', opened)", [(0, "unknown unit of time mounth; did you mean month?")]),
        ("a; b", [(0, "write one expression: no semicolon, no second statement")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(written: str, told: list[tuple[int, str]]) -> None:
    assert flaws(written) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("score", [(0, "put the column score into an aggregate such as sum, count or first")]),
        ("sum(max(score))", [(4, "an aggregate cannot stand inside an aggregate")]),
        ("max(score, 3)", [(0, "max has too many arguments")]),
        ("count(distinct score, staff)", [(0, "count takes 1 arguments, not 2"), (6, "`distinct` takes one value")]),
        ("any_value(score, staff)", [(0, "any_value takes 1 arguments, not 2")]),
        ("mean(score)", [(0, "the function mean is not allowed; did you mean median?")]),
        ("sum(abs(number))", [(8, "a number is expected, this is a text")]),
        ("quantile_cont(score, 90)", [(0, "the second argument of quantile_cont is a number from 0 to 1")]),
        ("first(score order by staff)", [(0, "order is not allowed; only an expression can stand here")]),
        ("bool_or(number)", [(8, "a condition (true or false) is expected, this is a text")]),
    ],
)
def test_aggregates_have_rules_of_their_own(written: str, told: list[tuple[int, str]]) -> None:
    assert [message for _, message in flaws(written, GROUP)] == [message for _, message in told]


def test_what_comes_out_must_be_what_is_wanted() -> None:
    assert flaws("score + 1", CONDITION) == [
        (0, "a condition (true or false) is expected here, the expression is a number")
    ]
    assert flaws("lower(number)", NUMBER) == [(0, "a number is expected here, the expression is a text")]
    assert flaws("opened", NUMBER) == [(0, "a number is expected here, the expression is a date or time")]
    assert canonical("epoch(closed - opened)", NUMBER)
    assert canonical("case when urgent then score end", NUMBER)


def test_columns_and_parameters_are_reported() -> None:
    found = check_expression("score > $least and closed < opened + $within", ROW)
    assert isinstance(found, Expression)
    assert found.columns == {"score", "closed", "opened"}
    assert found.parameters.keys() == {"least", "within"}


def test_parameters_are_refused_where_there_are_none() -> None:
    scope = Scope(columns=COLUMNS, wanted="any", parameters=False)
    assert flaws("score > $least", scope) == [(0, "no parameter can be used here: $least")]


def test_columns_that_nobody_knows_are_let_through() -> None:
    assert canonical("whatever = 3", Scope(columns=None, wanted="boolean")) == '"whatever" = 3'


ATOMS = st.sampled_from(["score", "staff", "3", "1.5", "$least", "abs(score)", "length(number)", "-2"])
NUMBERS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "%"]), inner).map(" ".join),
        inner.map("({})".format),
        inner.map("coalesce({}, 0)".format),
    ),
    max_leaves=6,
)
CONDITIONS = st.recursive(
    st.tuples(NUMBERS, st.sampled_from(["=", "<>", "!=", "<", ">="]), NUMBERS).map(" ".join),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        inner.map("not ({})".format),
        inner.map("({}) is null".format),
    ),
    max_leaves=5,
)


@given(CONDITIONS)
def test_canonical_text_is_stable(written: str) -> None:
    assert canonical(written, CONDITION)


@given(st.text(max_size=40))
def test_a_text_constant_means_the_same_afterwards(text: str) -> None:
    written = "'" + text.replace("'", "''") + "' = number"
    found = check_expression(written, ROW)
    if isinstance(found, Expression):
        assert found.text == f"'{text.replace(chr(39), chr(39) * 2)}' = \"number\""


PIECES = """
select from where ( ) [ ] { } , ; . :: -> => ' " $ $x ? case when end not interval cast as in is null
over filter distinct score count sum -- /* */ || @ ~ ! : = < > union all lambda row values array map
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.text(max_size=60) | st.lists(WORDS, max_size=25).map(" ".join))
def test_any_text_gives_an_expression_or_flaws_and_never_raises(text: str) -> None:
    for scope in (ROW, GROUP):
        found = check_expression(text, scope)
        if isinstance(found, Expression):
            assert check_expression(found.text, scope) == found
        else:
            assert all(0 <= flaw.offset <= len(text) for flaw in found)
            assert found
