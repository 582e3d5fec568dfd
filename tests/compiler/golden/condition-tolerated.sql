SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN score >= (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 4
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 4
          ELSE NULL
        END
      )
      THEN 1
      WHEN NOT (
        score >= (
          CASE
            WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN 4
            WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN 4
            ELSE NULL
          END
        )
      )
      THEN 2
      WHEN "score" IS NULL
      THEN 11
      WHEN "opened_at" IS NULL
      THEN 10
      ELSE 12
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
  CAST(NULL AS TIMESTAMP) AS "due",
  CAST(NULL AS TEXT) AS "limit",
  CAST(NULL AS DOUBLE) AS "measured_s",
  CONCAT(
    'score=',
    COALESCE(CAST("score" AS TEXT), ''),
    ', opened_at=',
    COALESCE(CAST("opened_at" AS TEXT), '')
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
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN score >= (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 4
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 4
          ELSE NULL
        END
      )
      THEN 1
      WHEN NOT (
        score >= (
          CASE
            WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN 4
            WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN 4
            ELSE NULL
          END
        )
      )
      THEN 2
      WHEN "score" IS NULL
      THEN 11
      WHEN "opened_at" IS NULL
      THEN 10
      ELSE 12
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  "_state" = 2
;
SELECT
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN '2.0.0'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN '1.0.0'
    ELSE NULL
  END AS "_revision",
  COALESCE(COUNT_IF("_state" = 1), 0),
  COALESCE(COUNT_IF("_state" = 2), 0),
  COALESCE(COUNT_IF("_state" >= 10), 0),
  0
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
      WHEN score >= (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 4
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 4
          ELSE NULL
        END
      )
      THEN 1
      WHEN NOT (
        score >= (
          CASE
            WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN 4
            WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN 4
            ELSE NULL
          END
        )
      )
      THEN 2
      WHEN "score" IS NULL
      THEN 11
      WHEN "opened_at" IS NULL
      THEN 10
      ELSE 12
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
GROUP BY
  "_revision"
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
    'score=',
    COALESCE(CAST("score" AS TEXT), ''),
    ', opened_at=',
    COALESCE(CAST("opened_at" AS TEXT), '')
  ) AS "values",
  CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'approver'
    ELSE NULL
  END AS "approver",
  CAST(NULL AS TEXT) AS "waivers",
  CAST("score" AS TEXT),
  CAST("opened_at" AS TEXT)
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
      WHEN score >= (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 4
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 4
          ELSE NULL
        END
      )
      THEN 1
      WHEN NOT (
        score >= (
          CASE
            WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN 4
            WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN 4
            ELSE NULL
          END
        )
      )
      THEN 2
      WHEN "score" IS NULL
      THEN 11
      WHEN "opened_at" IS NULL
      THEN 10
      ELSE 12
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
