SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0),
  COALESCE(COUNT_IF("s0" = 12), 0)
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
      WHEN (
        "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      OR (
        COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      THEN 12
      WHEN "closed_at" < "opened_at"
      THEN 13
      WHEN (
        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
      ) > 172800000000
      AND (
        (
          LIST_EXTRACT(
            CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            ELSE (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            )
          END
        ) - (
          LIST_EXTRACT(
            CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            ELSE (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            )
          END
        )
      ) > 172800000000
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
    WHEN MAKE_TIMESTAMP(
      CAST(LIST_EXTRACT(CAST('[1, 2, 8]' AS BIGINT[]), "_working_days_day") * 86400000000 + CASE
        WHEN "_working_days_rest" <= 86400000000
        THEN "_working_days_rest" + 0
        ELSE NULL
      END + 1735689600000000 AS BIGINT)
    ) < "opened_at"
    THEN "opened_at"
    ELSE MAKE_TIMESTAMP(
      CAST(LIST_EXTRACT(CAST('[1, 2, 8]' AS BIGINT[]), "_working_days_day") * 86400000000 + CASE
        WHEN "_working_days_rest" <= 86400000000
        THEN "_working_days_rest" + 0
        ELSE NULL
      END + 1735689600000000 AS BIGINT)
    )
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    ELSE NULL
  END AS TEXT) AS "limit",
  CASE
    WHEN (
      "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    OR (
      COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    THEN CAST(NULL AS DOUBLE)
    ELSE CAST((
      (
        LIST_EXTRACT(
          CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
          (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          ELSE (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) % 86400000000
          )
        END
      ) - (
        LIST_EXTRACT(
          CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
          (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          ELSE (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) % 86400000000
          )
        END
      )
    ) AS DOUBLE) / 1000000
  END AS "measured_s",
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
    "_working_days_spent" - LIST_EXTRACT(CAST('[0, 86400000000, 172800000000]' AS BIGINT[]), "_working_days_day") AS "_working_days_rest"
  FROM (
    SELECT
      *,
      "_working_days_guess" + CASE
        WHEN LIST_EXTRACT(
          CAST('[86400000000, 172800000000, 259200000000]' AS BIGINT[]),
          "_working_days_guess"
        ) < "_working_days_spent"
        THEN 1
        ELSE 0
      END AS "_working_days_day"
    FROM (
      SELECT
        *,
        LIST_EXTRACT(CAST('[1, 1, 2, 3]' AS BIGINT[]), (
          "_working_days_spent" // 86400000000
        ) + 1) AS "_working_days_guess"
      FROM (
        SELECT
          *,
          CASE
            WHEN "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
            THEN NULL
            ELSE (
              LIST_EXTRACT(
                CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) // 86400000000
                ) + 1
              ) + CASE LIST_EXTRACT(
                  CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                  (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) // 86400000000
                  ) + 1
                )
                WHEN 0
                THEN 0
                ELSE (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) % 86400000000
                )
              END
            ) + 172800000000
          END AS "_working_days_spent"
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
              WHEN (
                "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 12
              WHEN "closed_at" < "opened_at"
              THEN 13
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > 172800000000
              AND (
                (
                  LIST_EXTRACT(
                    CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    ELSE (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) % 86400000000
                    )
                  END
                ) - (
                  LIST_EXTRACT(
                    CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    ELSE (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) % 86400000000
                    )
                  END
                )
              ) > 172800000000
              THEN 2
              WHEN "closed_at" IS NULL
              THEN 3
              ELSE 1
            END AS TINYINT) AS "_state"
          FROM "export_cases"
        ) AS single
      ) AS worked_out
    ) AS worked_out
  ) AS worked_out
) AS worked_out
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
    WHEN MAKE_TIMESTAMP(
      CAST(LIST_EXTRACT(CAST('[1, 2, 8]' AS BIGINT[]), "_working_days_day") * 86400000000 + CASE
        WHEN "_working_days_rest" <= 86400000000
        THEN "_working_days_rest" + 0
        ELSE NULL
      END + 1735689600000000 AS BIGINT)
    ) < "opened_at"
    THEN "opened_at"
    ELSE MAKE_TIMESTAMP(
      CAST(LIST_EXTRACT(CAST('[1, 2, 8]' AS BIGINT[]), "_working_days_day") * 86400000000 + CASE
        WHEN "_working_days_rest" <= 86400000000
        THEN "_working_days_rest" + 0
        ELSE NULL
      END + 1735689600000000 AS BIGINT)
    )
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'P2WD'
    ELSE NULL
  END AS TEXT) AS "limit",
  CASE
    WHEN (
      "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    OR (
      COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    THEN CAST(NULL AS DOUBLE)
    ELSE CAST((
      (
        LIST_EXTRACT(
          CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
          (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          ELSE (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) % 86400000000
          )
        END
      ) - (
        LIST_EXTRACT(
          CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
          (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          ELSE (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) % 86400000000
          )
        END
      )
    ) AS DOUBLE) / 1000000
  END AS "measured_s",
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
    "_working_days_spent" - LIST_EXTRACT(CAST('[0, 86400000000, 172800000000]' AS BIGINT[]), "_working_days_day") AS "_working_days_rest"
  FROM (
    SELECT
      *,
      "_working_days_guess" + CASE
        WHEN LIST_EXTRACT(
          CAST('[86400000000, 172800000000, 259200000000]' AS BIGINT[]),
          "_working_days_guess"
        ) < "_working_days_spent"
        THEN 1
        ELSE 0
      END AS "_working_days_day"
    FROM (
      SELECT
        *,
        LIST_EXTRACT(CAST('[1, 1, 2, 3]' AS BIGINT[]), (
          "_working_days_spent" // 86400000000
        ) + 1) AS "_working_days_guess"
      FROM (
        SELECT
          *,
          CASE
            WHEN "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
            THEN NULL
            ELSE (
              LIST_EXTRACT(
                CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) // 86400000000
                ) + 1
              ) + CASE LIST_EXTRACT(
                  CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                  (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) // 86400000000
                  ) + 1
                )
                WHEN 0
                THEN 0
                ELSE (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) % 86400000000
                )
              END
            ) + 172800000000
          END AS "_working_days_spent"
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
              WHEN (
                "opened_at" < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 12
              WHEN "closed_at" < "opened_at"
              THEN 13
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > 172800000000
              AND (
                (
                  LIST_EXTRACT(
                    CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    ELSE (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) % 86400000000
                    )
                  END
                ) - (
                  LIST_EXTRACT(
                    CAST('[0, 0, 86400000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000, 172800000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 1, 0, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    ELSE (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) % 86400000000
                    )
                  END
                )
              ) > 172800000000
              THEN 2
              WHEN "closed_at" IS NULL
              THEN 3
              ELSE 1
            END AS TINYINT) AS "_state"
          FROM "export_cases"
        ) AS single
      ) AS worked_out
    ) AS worked_out
  ) AS worked_out
) AS worked_out
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
