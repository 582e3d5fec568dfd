SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
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
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "due_at" IS NULL
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "due_at"
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
  CAST("due_at" AS TIMESTAMP) AS "due",
  CAST('due_at' AS TEXT) AS "limit",
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
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "due_at" IS NULL
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "due_at"
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
  "_month",
  "_segment",
  "_state",
  "_open",
  CASE
    WHEN "_spent" IS NULL
    THEN NULL
    ELSE CASE
      WHEN "_spent" > 21600000000
      THEN CASE
        WHEN "_spent" > 864000000000
        THEN CASE
          WHEN "_spent" > 6480000000000
          THEN CASE
            WHEN "_spent" > 15552000000000
            THEN CASE
              WHEN "_spent" > 31536000000000
              THEN CASE WHEN "_spent" > 46656000000000 THEN 63 ELSE 62 END
              ELSE CASE WHEN "_spent" > 20736000000000 THEN 61 ELSE 60 END
            END
            ELSE CASE
              WHEN "_spent" > 10368000000000
              THEN CASE WHEN "_spent" > 12960000000000 THEN 59 ELSE 58 END
              ELSE CASE WHEN "_spent" > 7776000000000 THEN 57 ELSE 56 END
            END
          END
          ELSE CASE
            WHEN "_spent" > 2592000000000
            THEN CASE
              WHEN "_spent" > 4320000000000
              THEN CASE WHEN "_spent" > 5184000000000 THEN 55 ELSE 54 END
              ELSE CASE WHEN "_spent" > 3456000000000 THEN 53 ELSE 52 END
            END
            ELSE CASE
              WHEN "_spent" > 1728000000000
              THEN CASE WHEN "_spent" > 2160000000000 THEN 51 ELSE 50 END
              ELSE CASE WHEN "_spent" > 1209600000000 THEN 49 ELSE 48 END
            END
          END
        END
        ELSE CASE
          WHEN "_spent" > 129600000000
          THEN CASE
            WHEN "_spent" > 345600000000
            THEN CASE
              WHEN "_spent" > 518400000000
              THEN CASE WHEN "_spent" > 604800000000 THEN 47 ELSE 46 END
              ELSE CASE WHEN "_spent" > 432000000000 THEN 45 ELSE 44 END
            END
            ELSE CASE
              WHEN "_spent" > 216000000000
              THEN CASE WHEN "_spent" > 259200000000 THEN 43 ELSE 42 END
              ELSE CASE WHEN "_spent" > 172800000000 THEN 41 ELSE 40 END
            END
          END
          ELSE CASE
            WHEN "_spent" > 57600000000
            THEN CASE
              WHEN "_spent" > 86400000000
              THEN CASE WHEN "_spent" > 108000000000 THEN 39 ELSE 38 END
              ELSE CASE WHEN "_spent" > 72000000000 THEN 37 ELSE 36 END
            END
            ELSE CASE
              WHEN "_spent" > 36000000000
              THEN CASE WHEN "_spent" > 43200000000 THEN 35 ELSE 34 END
              ELSE CASE WHEN "_spent" > 28800000000 THEN 33 ELSE 32 END
            END
          END
        END
      END
      ELSE CASE
        WHEN "_spent" > 300000000
        THEN CASE
          WHEN "_spent" > 3000000000
          THEN CASE
            WHEN "_spent" > 9000000000
            THEN CASE
              WHEN "_spent" > 14400000000
              THEN CASE WHEN "_spent" > 18000000000 THEN 31 ELSE 30 END
              ELSE CASE WHEN "_spent" > 10800000000 THEN 29 ELSE 28 END
            END
            ELSE CASE
              WHEN "_spent" > 5400000000
              THEN CASE WHEN "_spent" > 7200000000 THEN 27 ELSE 26 END
              ELSE CASE WHEN "_spent" > 3600000000 THEN 25 ELSE 24 END
            END
          END
          ELSE CASE
            WHEN "_spent" > 1200000000
            THEN CASE
              WHEN "_spent" > 1800000000
              THEN CASE WHEN "_spent" > 2400000000 THEN 23 ELSE 22 END
              ELSE CASE WHEN "_spent" > 1500000000 THEN 21 ELSE 20 END
            END
            ELSE CASE
              WHEN "_spent" > 600000000
              THEN CASE WHEN "_spent" > 900000000 THEN 19 ELSE 18 END
              ELSE CASE WHEN "_spent" > 480000000 THEN 17 ELSE 16 END
            END
          END
        END
        ELSE CASE
          WHEN "_spent" > 15000000
          THEN CASE
            WHEN "_spent" > 60000000
            THEN CASE
              WHEN "_spent" > 180000000
              THEN CASE WHEN "_spent" > 240000000 THEN 15 ELSE 14 END
              ELSE CASE WHEN "_spent" > 120000000 THEN 13 ELSE 12 END
            END
            ELSE CASE
              WHEN "_spent" > 30000000
              THEN CASE WHEN "_spent" > 45000000 THEN 11 ELSE 10 END
              ELSE CASE WHEN "_spent" > 20000000 THEN 9 ELSE 8 END
            END
          END
          ELSE CASE
            WHEN "_spent" > 3000000
            THEN CASE
              WHEN "_spent" > 8000000
              THEN CASE WHEN "_spent" > 10000000 THEN 7 ELSE 6 END
              ELSE CASE WHEN "_spent" > 5000000 THEN 5 ELSE 4 END
            END
            ELSE CASE
              WHEN "_spent" > 1000000
              THEN CASE WHEN "_spent" > 2000000 THEN 3 ELSE 2 END
              ELSE CASE WHEN "_spent" > 0 THEN 1 ELSE 0 END
            END
          END
        END
      END
    END
  END AS "_bucket",
  COUNT(*)
FROM (
  SELECT
    CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) AS "_month",
    CAST(NULL AS TEXT) AS "_segment",
    CASE WHEN "_state" >= 10 THEN 10 ELSE "_state" END AS "_state",
    "closed_at" IS NULL AS "_open",
    CASE
      WHEN "_state" IN (1, 2, 3)
      THEN (
        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("due_at")
      )
      ELSE NULL
    END AS "_spent"
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
        WHEN CONTAINS("_unreadable", ',closed_at,')
        THEN 11
        WHEN "due_at" IS NULL
        THEN 12
        WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "due_at"
        THEN 2
        WHEN "closed_at" IS NULL
        THEN 3
        ELSE 1
      END AS TINYINT) AS "_state"
    FROM "export_cases"
  ) AS single
  WHERE
    "_state" IN (1, 2, 3) OR "_state" >= 10
) AS cases
GROUP BY
  "_month",
  "_segment",
  "_state",
  "_open",
  "_bucket"
ORDER BY
  "_month" NULLS FIRST,
  "_segment" NULLS FIRST,
  "_state" NULLS FIRST,
  "_open" NULLS FIRST,
  "_bucket" NULLS FIRST
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
  CAST("due_at" AS TIMESTAMP) AS "due",
  CAST('due_at' AS TEXT) AS "limit",
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
      WHEN "opened_at" IS NULL
      THEN 10
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN CONTAINS("_unreadable", ',closed_at,')
      THEN 11
      WHEN "due_at" IS NULL
      THEN 12
      WHEN COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "due_at"
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
