SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "closed_at" < "opened_at"
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "opened_at" + INTERVAL '172800' SECOND
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "s0"
  FROM "export_cases"
) AS judged
;
SELECT
  'rule.asked' AS "clause",
  '1.0.0' AS "revision",
  'major' AS "severity",
  'cases' AS "export",
  CAST(NULL AS TEXT) AS "file",
  "_row" AS "row",
  CAST("case_id" AS TEXT) AS "key",
  "opened_at" AS "started",
  CAST("closed_at" AS TIMESTAMP) AS "ended",
  CAST("opened_at" + INTERVAL '172800' SECOND AS TIMESTAMP) AS "due",
  CAST('PT48H' AS TEXT) AS "limit",
  CAST((
    EPOCH(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH("opened_at")
  ) AS DOUBLE) AS "measured_s",
  CAST(NULL AS TEXT) AS "values",
  'approver' AS "approver",
  CAST(NULL AS TEXT) AS "waivers"
FROM (
  SELECT
    *,
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "closed_at" < "opened_at"
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "opened_at" + INTERVAL '172800' SECOND
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
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
  '1.0.0' AS "revision",
  'major' AS "severity",
  'cases' AS "export",
  CAST(NULL AS TEXT) AS "file",
  "_row" AS "row",
  CAST("case_id" AS TEXT) AS "key",
  "opened_at" AS "started",
  CAST("closed_at" AS TIMESTAMP) AS "ended",
  CAST("opened_at" + INTERVAL '172800' SECOND AS TIMESTAMP) AS "due",
  CAST('PT48H' AS TEXT) AS "limit",
  CAST((
    EPOCH(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH("opened_at")
  ) AS DOUBLE) AS "measured_s",
  CAST(NULL AS TEXT) AS "values",
  'approver' AS "approver",
  CAST(NULL AS TEXT) AS "waivers"
FROM (
  SELECT
    *,
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "closed_at" < "opened_at"
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "opened_at" + INTERVAL '172800' SECOND
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
