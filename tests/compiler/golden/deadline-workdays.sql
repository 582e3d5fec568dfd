SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 4), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0),
  COALESCE(COUNT_IF("s0" = 12), 0),
  COALESCE(COUNT_IF("s0" = 13), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN NOT (
        kind = 'complaint'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'complaint'
      ) IS NULL
      THEN 11
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 12
      WHEN CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END IS NULL
      THEN 13
      WHEN "closed_at" < "opened_at"
      THEN 14
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END
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
  CAST("closed_at" AS TIMESTAMP) AS "ended",
  CAST(CASE
    WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
    THEN CAST((
      CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
        CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
        CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
      ) AS INT)
    ) AS TIMESTAMP)
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    ELSE NULL
  END AS TEXT) AS "limit",
  CAST((
    EPOCH(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH("opened_at")
  ) AS DOUBLE) AS "measured_s",
  CAST(NULL AS TEXT) AS "values",
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
        kind = 'complaint'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'complaint'
      ) IS NULL
      THEN 11
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 12
      WHEN CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END IS NULL
      THEN 13
      WHEN "closed_at" < "opened_at"
      THEN 14
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END
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
  CAST("closed_at" AS TIMESTAMP) AS "ended",
  CAST(CASE
    WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
    THEN CAST((
      CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
        CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
        CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
      ) AS INT)
    ) AS TIMESTAMP)
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    ELSE NULL
  END AS TEXT) AS "limit",
  CAST((
    EPOCH(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH("opened_at")
  ) AS DOUBLE) AS "measured_s",
  CAST(NULL AS TEXT) AS "values",
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
        kind = 'complaint'
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN (
        kind = 'complaint'
      ) IS NULL
      THEN 11
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 12
      WHEN CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END IS NULL
      THEN 13
      WHEN "closed_at" < "opened_at"
      THEN 14
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > CASE
        WHEN CAST("opened_at" AS DATE) BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-01-31' AS DATE)
        THEN CAST((
          CAST("opened_at" AS DATE) + CAST(LIST_EXTRACT(
            CAST('[13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, 15, 14, 13, 12, 11, 10, 9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]' AS BIGINT[]),
            CAST(DATE_DIFF('DAY', CAST('2025-01-01' AS DATE), CAST("opened_at" AS DATE)) AS BIGINT) + 1
          ) AS INT)
        ) AS TIMESTAMP)
        ELSE NULL
      END
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
