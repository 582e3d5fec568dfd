SELECT
  CAST(COALESCE(SUM("n"), 0) AS BIGINT),
  CAST(COALESCE(SUM("n") FILTER(WHERE
    "_state" = 1 AND "n" = 1), 0) AS BIGINT),
  CAST(COALESCE(SUM("n") FILTER(WHERE
    "_state" = 1 AND NOT "n" = 1), 0) AS BIGINT),
  CAST(COALESCE(SUM("n") FILTER(WHERE
    "_state" = 5), 0) AS BIGINT),
  CAST(COALESCE(SUM("n") FILTER(WHERE
    "_state" = 10), 0) AS BIGINT)
FROM (
  SELECT
    "_state",
    COUNT(*) AS "n"
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
      END AS TINYINT) AS "_state",
      "case_id",
      "team"
    FROM "export_cases"
  ) AS judged
  GROUP BY
    "_state",
    "case_id",
    "team"
) AS grouped
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
  END AS "approver"
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
        ) AS again
        WHERE
          "_state" = 1
        GROUP BY
          "case_id",
          "team"
        HAVING
          COUNT(*) > 1
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
  "_state",
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
        ) AS again
        WHERE
          "_state" = 1
        GROUP BY
          "case_id",
          "team"
        HAVING
          COUNT(*) > 1
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
