SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN "team" IS NULL
      THEN 11
      ELSE 1
    END AS TINYINT) AS "s0"
  FROM "export_cases"
) AS judged
;
CREATE OR REPLACE TEMPORARY TABLE "guiju_doubles_rule.asked" AS
SELECT
  "case_id",
  "team",
  COUNT(*) AS "n"
FROM (
  SELECT
    *,
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN "team" IS NULL
      THEN 11
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  "_state" = 1
GROUP BY
  "case_id",
  "team"
HAVING
  COUNT(*) > 1
;
SELECT
  CAST(COALESCE(SUM("n"), 0) AS BIGINT)
FROM "guiju_doubles_rule.asked"
;
SELECT
  'rule.asked' AS "clause",
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN '2.0.0'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN '1.0.0'
    ELSE NULL
  END AS "revision",
  'major' AS "severity",
  'cases' AS "export",
  CAST(NULL AS TEXT) AS "file",
  "_row" AS "row",
  CAST("case_id" AS TEXT) AS "key",
  "opened_at" AS "started",
  CAST(NULL AS TIMESTAMP) AS "ended",
  CAST(NULL AS TIMESTAMP) AS "due",
  CAST(NULL AS TEXT) AS "limit",
  CAST(NULL AS DOUBLE) AS "measured_s",
  CONCAT(
    'case_id=',
    COALESCE(CAST("case_id" AS TEXT), ''),
    ', team=',
    COALESCE(CAST("team" AS TEXT), '')
  ) AS "values",
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    ELSE NULL
  END AS "approver",
  NULLIF(
    CONCAT_WS(
      ', ',
      CASE
        WHEN (
          "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
          AND (
            "team" = 'a'
          )
        )
        THEN 'move'
        ELSE NULL
      END,
      CASE
        WHEN (
          "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        )
        THEN 'outage'
        ELSE NULL
      END
    ),
    ''
  ) AS "waivers"
FROM (
  SELECT
    *
    EXCLUDE ("_state"),
    CASE
      WHEN "_state" = 1
      AND ("case_id", "team") IN (
        SELECT
          "case_id",
          "team"
        FROM "guiju_doubles_rule.asked"
      )
      THEN 2
      ELSE "_state"
    END AS "_state"
  FROM (
    SELECT
      *,
      CAST(CASE
        WHEN "opened_at" IS NULL
        THEN 10
        WHEN NOT (
          "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        )
        THEN 5
        WHEN "team" IS NULL
        THEN 11
        ELSE 1
      END AS TINYINT) AS "_state"
    FROM "export_cases"
  ) AS single
) AS judged
WHERE
  "_state" = 2
;
SELECT
  COALESCE(
    COUNT_IF(
      "_state" = 2
      AND (
        (
          "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
          AND (
            "team" = 'a'
          )
        )
        OR (
          "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        )
      )
    ),
    0
  ),
  COALESCE(
    COUNT_IF(
      "_state" = 2
      AND (
        "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        AND (
          "team" = 'a'
        )
      )
    ),
    0
  ),
  COALESCE(
    COUNT_IF(
      "_state" = 2
      AND (
        (
          "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
          AND (
            "team" = 'a'
          )
        )
        OR (
          "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        )
      ) IS NULL
      AND (
        "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        AND (
          "team" = 'a'
        )
      ) IS NULL
    ),
    0
  ),
  COALESCE(
    COUNT_IF(
      "_state" = 2
      AND (
        "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
        AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
      )
    ),
    0
  ),
  COALESCE(
    COUNT_IF(
      "_state" = 2
      AND (
        (
          "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
          AND (
            "team" = 'a'
          )
        )
        OR (
          "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        )
      ) IS NULL
      AND (
        "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
        AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
      ) IS NULL
    ),
    0
  )
FROM (
  SELECT
    *
    EXCLUDE ("_state"),
    CASE
      WHEN "_state" = 1
      AND ("case_id", "team") IN (
        SELECT
          "case_id",
          "team"
        FROM "guiju_doubles_rule.asked"
      )
      THEN 2
      ELSE "_state"
    END AS "_state"
  FROM (
    SELECT
      *,
      CAST(CASE
        WHEN "opened_at" IS NULL
        THEN 10
        WHEN NOT (
          "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        )
        THEN 5
        WHEN "team" IS NULL
        THEN 11
        ELSE 1
      END AS TINYINT) AS "_state"
    FROM "export_cases"
  ) AS single
) AS judged
;
SELECT
  "_state",
  "_unreadable",
  'rule.asked' AS "clause",
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN '2.0.0'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN '1.0.0'
    ELSE NULL
  END AS "revision",
  'major' AS "severity",
  'cases' AS "export",
  CAST(NULL AS TEXT) AS "file",
  "_row" AS "row",
  CAST("case_id" AS TEXT) AS "key",
  "opened_at" AS "started",
  CAST(NULL AS TIMESTAMP) AS "ended",
  CAST(NULL AS TIMESTAMP) AS "due",
  CAST(NULL AS TEXT) AS "limit",
  CAST(NULL AS DOUBLE) AS "measured_s",
  CONCAT(
    'case_id=',
    COALESCE(CAST("case_id" AS TEXT), ''),
    ', team=',
    COALESCE(CAST("team" AS TEXT), '')
  ) AS "values",
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    ELSE NULL
  END AS "approver",
  NULLIF(
    CONCAT_WS(
      ', ',
      CASE
        WHEN (
          "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
          AND (
            "team" = 'a'
          )
        )
        THEN 'move'
        ELSE NULL
      END,
      CASE
        WHEN (
          "opened_at" >= CAST('2025-07-31 00:00:00' AS TIMESTAMP)
          AND "opened_at" < CAST('2025-08-01 00:00:00' AS TIMESTAMP)
        )
        THEN 'outage'
        ELSE NULL
      END
    ),
    ''
  ) AS "waivers",
  CAST("case_id" AS TEXT),
  CAST("team" AS TEXT)
FROM (
  SELECT
    *
    EXCLUDE ("_state"),
    CASE
      WHEN "_state" = 1
      AND ("case_id", "team") IN (
        SELECT
          "case_id",
          "team"
        FROM "guiju_doubles_rule.asked"
      )
      THEN 2
      ELSE "_state"
    END AS "_state"
  FROM (
    SELECT
      *,
      CAST(CASE
        WHEN "opened_at" IS NULL
        THEN 10
        WHEN NOT (
          "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        )
        THEN 5
        WHEN "team" IS NULL
        THEN 11
        ELSE 1
      END AS TINYINT) AS "_state"
    FROM "export_cases"
  ) AS single
) AS judged
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
