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
  "_code0",
  "_month0",
  "_segment0",
  COUNT(*)
FROM (
  SELECT
    (
      0 + CAST("s0" AS INT) * 10000 + CASE WHEN "s0" <= 3 THEN "_bucket0" ELSE 0 END
    ) AS "_code0",
    "_month0",
    "_segment0"
  FROM (
    SELECT
      "s0",
      CASE
        WHEN "_spent0" IS NULL
        THEN 0
        ELSE (
          CASE WHEN "_open0" THEN 1000 ELSE 0 END + CASE
            WHEN "_spent0" > 21600000000
            THEN CASE
              WHEN "_spent0" > 864000000000
              THEN CASE
                WHEN "_spent0" > 6480000000000
                THEN CASE
                  WHEN "_spent0" > 15552000000000
                  THEN CASE
                    WHEN "_spent0" > 31536000000000
                    THEN CASE WHEN "_spent0" > 46656000000000 THEN 64 ELSE 63 END
                    ELSE CASE WHEN "_spent0" > 20736000000000 THEN 62 ELSE 61 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 10368000000000
                    THEN CASE WHEN "_spent0" > 12960000000000 THEN 60 ELSE 59 END
                    ELSE CASE WHEN "_spent0" > 7776000000000 THEN 58 ELSE 57 END
                  END
                END
                ELSE CASE
                  WHEN "_spent0" > 2592000000000
                  THEN CASE
                    WHEN "_spent0" > 4320000000000
                    THEN CASE WHEN "_spent0" > 5184000000000 THEN 56 ELSE 55 END
                    ELSE CASE WHEN "_spent0" > 3456000000000 THEN 54 ELSE 53 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 1728000000000
                    THEN CASE WHEN "_spent0" > 2160000000000 THEN 52 ELSE 51 END
                    ELSE CASE WHEN "_spent0" > 1209600000000 THEN 50 ELSE 49 END
                  END
                END
              END
              ELSE CASE
                WHEN "_spent0" > 129600000000
                THEN CASE
                  WHEN "_spent0" > 345600000000
                  THEN CASE
                    WHEN "_spent0" > 518400000000
                    THEN CASE WHEN "_spent0" > 604800000000 THEN 48 ELSE 47 END
                    ELSE CASE WHEN "_spent0" > 432000000000 THEN 46 ELSE 45 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 216000000000
                    THEN CASE WHEN "_spent0" > 259200000000 THEN 44 ELSE 43 END
                    ELSE CASE WHEN "_spent0" > 172800000000 THEN 42 ELSE 41 END
                  END
                END
                ELSE CASE
                  WHEN "_spent0" > 57600000000
                  THEN CASE
                    WHEN "_spent0" > 86400000000
                    THEN CASE WHEN "_spent0" > 108000000000 THEN 40 ELSE 39 END
                    ELSE CASE WHEN "_spent0" > 72000000000 THEN 38 ELSE 37 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 36000000000
                    THEN CASE WHEN "_spent0" > 43200000000 THEN 36 ELSE 35 END
                    ELSE CASE WHEN "_spent0" > 28800000000 THEN 34 ELSE 33 END
                  END
                END
              END
            END
            ELSE CASE
              WHEN "_spent0" > 300000000
              THEN CASE
                WHEN "_spent0" > 3000000000
                THEN CASE
                  WHEN "_spent0" > 9000000000
                  THEN CASE
                    WHEN "_spent0" > 14400000000
                    THEN CASE WHEN "_spent0" > 18000000000 THEN 32 ELSE 31 END
                    ELSE CASE WHEN "_spent0" > 10800000000 THEN 30 ELSE 29 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 5400000000
                    THEN CASE WHEN "_spent0" > 7200000000 THEN 28 ELSE 27 END
                    ELSE CASE WHEN "_spent0" > 3600000000 THEN 26 ELSE 25 END
                  END
                END
                ELSE CASE
                  WHEN "_spent0" > 1200000000
                  THEN CASE
                    WHEN "_spent0" > 1800000000
                    THEN CASE WHEN "_spent0" > 2400000000 THEN 24 ELSE 23 END
                    ELSE CASE WHEN "_spent0" > 1500000000 THEN 22 ELSE 21 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 600000000
                    THEN CASE WHEN "_spent0" > 900000000 THEN 20 ELSE 19 END
                    ELSE CASE WHEN "_spent0" > 480000000 THEN 18 ELSE 17 END
                  END
                END
              END
              ELSE CASE
                WHEN "_spent0" > 15000000
                THEN CASE
                  WHEN "_spent0" > 60000000
                  THEN CASE
                    WHEN "_spent0" > 180000000
                    THEN CASE WHEN "_spent0" > 240000000 THEN 16 ELSE 15 END
                    ELSE CASE WHEN "_spent0" > 120000000 THEN 14 ELSE 13 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 30000000
                    THEN CASE WHEN "_spent0" > 45000000 THEN 12 ELSE 11 END
                    ELSE CASE WHEN "_spent0" > 20000000 THEN 10 ELSE 9 END
                  END
                END
                ELSE CASE
                  WHEN "_spent0" > 3000000
                  THEN CASE
                    WHEN "_spent0" > 8000000
                    THEN CASE WHEN "_spent0" > 10000000 THEN 8 ELSE 7 END
                    ELSE CASE WHEN "_spent0" > 5000000 THEN 6 ELSE 5 END
                  END
                  ELSE CASE
                    WHEN "_spent0" > 1000000
                    THEN CASE WHEN "_spent0" > 2000000 THEN 4 ELSE 3 END
                    ELSE CASE WHEN "_spent0" > 0 THEN 2 ELSE 1 END
                  END
                END
              END
            END
          END
        )
      END AS "_bucket0",
      "_month0",
      "_segment0"
    FROM (
      SELECT
        "s0",
        "closed_at" IS NULL AS "_open0",
        CASE
          WHEN "s0" <= 3
          THEN (
            EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("due_at")
          )
          ELSE NULL
        END AS "_spent0",
        CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) AS "_month0",
        CAST(NULL AS TEXT) AS "_segment0"
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
          END AS TINYINT) AS "s0"
        FROM "export_cases"
      ) AS judged
    ) AS measured
  ) AS counted
) AS coded
GROUP BY
  GROUPING SETS (
    ("_code0", "_month0", "_segment0")
  )
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
