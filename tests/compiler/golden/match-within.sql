CREATE OR REPLACE TEMPORARY TABLE "guiju_partners_rule.asked" AS
SELECT
  "_file",
  "_row",
  COALESCE(BOOL_OR(CAST("_meets" AS BOOLEAN)), FALSE) AS "_sure"
FROM (
  SELECT
    "records"."_file",
    "records"."_row",
    (
      "partners"."_meets"
      AND "partners"."_at" BETWEEN "records"."_from" AND "records"."_until"
    ) AS "_meets"
  FROM (
    SELECT
      "_file",
      "_row",
      "case_id" AS "_key_0",
      "team" AS "_key_1",
      "opened_at" AS "_from",
      CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '86400' SECOND
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '172800' SECOND
        ELSE NULL
      END AS "_until"
    FROM "export_cases"
  ) AS records
  INNER JOIN (
    SELECT
      "case_id" AS "_key_0",
      "team" AS "_key_1",
      CAST("closed_at" AS TIMESTAMP) AS "_at",
      (
        kind = 'b'
      ) AS "_meets"
    FROM "export_cases"
  ) AS partners
    ON "records"."_key_0" = "partners"."_key_0"
    AND "records"."_key_1" = "partners"."_key_1"
  WHERE
    (
      "partners"."_meets"
      AND "partners"."_at" BETWEEN "records"."_from" AND "records"."_until"
    )
    OR (
      "partners"."_meets"
      AND "partners"."_at" BETWEEN "records"."_from" AND "records"."_until"
    ) IS NULL
) AS joined
GROUP BY
  "_file",
  "_row"
;
SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 4), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0),
  COALESCE(COUNT_IF("s0" = 12), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN NOT (
        kind = 'a'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'a'
      ) IS NULL
      THEN 11
      WHEN "team" IS NULL
      THEN 12
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
        WHERE
          "_sure"
      )
      THEN 1
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
      )
      THEN 13
      WHEN CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '86400' SECOND
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '172800' SECOND
        ELSE NULL
      END >= CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      THEN 3
      ELSE 2
    END AS TINYINT) AS "s0"
  FROM "export_cases"
) AS judged
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
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN "opened_at" + INTERVAL '86400' SECOND
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN "opened_at" + INTERVAL '172800' SECOND
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
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
  CAST(NULL AS TEXT) AS "waivers"
FROM (
  SELECT
    *,
    CAST(CASE
      WHEN NOT (
        kind = 'a'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'a'
      ) IS NULL
      THEN 11
      WHEN "team" IS NULL
      THEN 12
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
        WHERE
          "_sure"
      )
      THEN 1
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
      )
      THEN 13
      WHEN CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '86400' SECOND
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '172800' SECOND
        ELSE NULL
      END >= CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      THEN 3
      ELSE 2
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  "_state" = 2
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
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN "opened_at" + INTERVAL '86400' SECOND
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN "opened_at" + INTERVAL '172800' SECOND
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
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
  CAST(NULL AS TEXT) AS "waivers",
  CAST("case_id" AS TEXT),
  CAST("team" AS TEXT)
FROM (
  SELECT
    *,
    CAST(CASE
      WHEN NOT (
        kind = 'a'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'a'
      ) IS NULL
      THEN 11
      WHEN "team" IS NULL
      THEN 12
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
        WHERE
          "_sure"
      )
      THEN 1
      WHEN ("_file", "_row") IN (
        SELECT
          "_file",
          "_row"
        FROM "guiju_partners_rule.asked"
      )
      THEN 13
      WHEN CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '86400' SECOND
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN "opened_at" + INTERVAL '172800' SECOND
        ELSE NULL
      END >= CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      THEN 3
      ELSE 2
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
