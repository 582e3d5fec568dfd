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
        "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
        OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      OR (
        COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
        OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      THEN 12
      WHEN "closed_at" < "opened_at"
      THEN 13
      WHEN (
        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
      ) > CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN 86400000000
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN 172800000000
        ELSE NULL
      END
      AND (
        (
          LIST_EXTRACT(
            CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            WHEN 1
            THEN CASE
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) <= 32400000000
              THEN 0
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) < 43200000000
              THEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) - 32400000000
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) <= 46800000000
              THEN 10800000000
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) < 64800000000
              THEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) - 36000000000
              ELSE 28800000000
            END
            WHEN 2
            THEN CASE
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) <= 79200000000
              THEN 0
              ELSE (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) - 79200000000
            END
            ELSE CASE
              WHEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              ) < 21600000000
              THEN (
                (
                  EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                ) % 86400000000
              )
              ELSE 21600000000
            END
          END
        ) - (
          LIST_EXTRACT(
            CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            WHEN 1
            THEN CASE
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) <= 32400000000
              THEN 0
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) < 43200000000
              THEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) - 32400000000
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) <= 46800000000
              THEN 10800000000
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) < 64800000000
              THEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) - 36000000000
              ELSE 28800000000
            END
            WHEN 2
            THEN CASE
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) <= 79200000000
              THEN 0
              ELSE (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) - 79200000000
            END
            ELSE CASE
              WHEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              ) < 21600000000
              THEN (
                (
                  EPOCH_US("opened_at") - 1735689600000000
                ) % 86400000000
              )
              ELSE 21600000000
            END
          END
        )
      ) > CASE
        WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
        THEN 86400000000
        WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        THEN 172800000000
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
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN CASE
      WHEN MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      ) < "opened_at"
      THEN "opened_at"
      ELSE MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      )
    END
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN CASE
      WHEN MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      ) < "opened_at"
      THEN "opened_at"
      ELSE MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      )
    END
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
  CASE
    WHEN (
      "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
      OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    OR (
      COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
      OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    THEN CAST(NULL AS DOUBLE)
    ELSE CAST((
      (
        LIST_EXTRACT(
          CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
          (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          WHEN 1
          THEN CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 32400000000
            THEN 0
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 43200000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 32400000000
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 46800000000
            THEN 10800000000
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 64800000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 36000000000
            ELSE 28800000000
          END
          WHEN 2
          THEN CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 79200000000
            THEN 0
            ELSE (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 79200000000
          END
          ELSE CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 21600000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            )
            ELSE 21600000000
          END
        END
      ) - (
        LIST_EXTRACT(
          CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
          (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          WHEN 1
          THEN CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 32400000000
            THEN 0
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 43200000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 32400000000
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 46800000000
            THEN 10800000000
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 64800000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 36000000000
            ELSE 28800000000
          END
          WHEN 2
          THEN CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 79200000000
            THEN 0
            ELSE (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 79200000000
          END
          ELSE CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 21600000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            )
            ELSE 21600000000
          END
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
    "_opening_hours_spent" - LIST_EXTRACT(
      CAST('[0, 28800000000, 36000000000, 57600000000]' AS BIGINT[]),
      "_opening_hours_day"
    ) AS "_opening_hours_rest"
  FROM (
    SELECT
      *,
      "_opening_hours_guess" + CASE
        WHEN LIST_EXTRACT(
          CAST('[28800000000, 36000000000, 57600000000, 86400000000]' AS BIGINT[]),
          "_opening_hours_guess"
        ) < "_opening_hours_spent"
        THEN 1
        ELSE 0
      END + CASE
        WHEN LIST_EXTRACT(
          CAST('[28800000000, 36000000000, 57600000000, 86400000000]' AS BIGINT[]),
          "_opening_hours_guess" + 1
        ) < "_opening_hours_spent"
        THEN 1
        ELSE 0
      END AS "_opening_hours_day"
    FROM (
      SELECT
        *,
        LIST_EXTRACT(
          CAST('[1, 1, 3, 4, 4]' AS BIGINT[]),
          (
            "_opening_hours_spent" // 21600000000
          ) + 1
        ) AS "_opening_hours_guess"
      FROM (
        SELECT
          *,
          CASE
            WHEN "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
            OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
            THEN NULL
            ELSE (
              LIST_EXTRACT(
                CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) // 86400000000
                ) + 1
              ) + CASE LIST_EXTRACT(
                  CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                  (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) // 86400000000
                  ) + 1
                )
                WHEN 0
                THEN 0
                WHEN 1
                THEN CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 32400000000
                  THEN 0
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 43200000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 32400000000
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 46800000000
                  THEN 10800000000
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 64800000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 36000000000
                  ELSE 28800000000
                END
                WHEN 2
                THEN CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 79200000000
                  THEN 0
                  ELSE (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 79200000000
                END
                ELSE CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 21600000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  )
                  ELSE 21600000000
                END
              END
            ) + CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          END AS "_opening_hours_spent"
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
                "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 12
              WHEN "closed_at" < "opened_at"
              THEN 13
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
              AND (
                (
                  LIST_EXTRACT(
                    CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    WHEN 1
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 32400000000
                      THEN 0
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 43200000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 32400000000
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 46800000000
                      THEN 10800000000
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 64800000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 36000000000
                      ELSE 28800000000
                    END
                    WHEN 2
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 79200000000
                      THEN 0
                      ELSE (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 79200000000
                    END
                    ELSE CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 21600000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      )
                      ELSE 21600000000
                    END
                  END
                ) - (
                  LIST_EXTRACT(
                    CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    WHEN 1
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 32400000000
                      THEN 0
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 43200000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 32400000000
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 46800000000
                      THEN 10800000000
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 64800000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 36000000000
                      ELSE 28800000000
                    END
                    WHEN 2
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 79200000000
                      THEN 0
                      ELSE (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 79200000000
                    END
                    ELSE CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 21600000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      )
                      ELSE 21600000000
                    END
                  END
                )
              ) > CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
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
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN CASE
      WHEN MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      ) < "opened_at"
      THEN "opened_at"
      ELSE MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      )
    END
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN CASE
      WHEN MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      ) < "opened_at"
      THEN "opened_at"
      ELSE MAKE_TIMESTAMP(
        CAST(LIST_EXTRACT(CAST('[1, 2, 3, 8]' AS BIGINT[]), "_opening_hours_day") * 86400000000 + CASE LIST_EXTRACT(CAST('[0, 1, 2, 0]' AS BIGINT[]), "_opening_hours_day")
          WHEN 0
          THEN CASE
            WHEN "_opening_hours_rest" <= 10800000000
            THEN "_opening_hours_rest" + 32400000000
            WHEN "_opening_hours_rest" <= 28800000000
            THEN "_opening_hours_rest" + 36000000000
            ELSE NULL
          END
          WHEN 1
          THEN CASE
            WHEN "_opening_hours_rest" <= 7200000000
            THEN "_opening_hours_rest" + 79200000000
            ELSE NULL
          END
          ELSE CASE
            WHEN "_opening_hours_rest" <= 21600000000
            THEN "_opening_hours_rest" + 0
            ELSE NULL
          END
        END + 1735689600000000 AS BIGINT)
      )
    END
    ELSE NULL
  END AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
  CASE
    WHEN (
      "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
      OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    OR (
      COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
      OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
    )
    THEN CAST(NULL AS DOUBLE)
    ELSE CAST((
      (
        LIST_EXTRACT(
          CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
          (
            (
              EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          WHEN 1
          THEN CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 32400000000
            THEN 0
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 43200000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 32400000000
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 46800000000
            THEN 10800000000
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 64800000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 36000000000
            ELSE 28800000000
          END
          WHEN 2
          THEN CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) <= 79200000000
            THEN 0
            ELSE (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) - 79200000000
          END
          ELSE CASE
            WHEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            ) < 21600000000
            THEN (
              (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
              ) % 86400000000
            )
            ELSE 21600000000
          END
        END
      ) - (
        LIST_EXTRACT(
          CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
          (
            (
              EPOCH_US("opened_at") - 1735689600000000
            ) // 86400000000
          ) + 1
        ) + CASE LIST_EXTRACT(
            CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
            (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) // 86400000000
            ) + 1
          )
          WHEN 0
          THEN 0
          WHEN 1
          THEN CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 32400000000
            THEN 0
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 43200000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 32400000000
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 46800000000
            THEN 10800000000
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 64800000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 36000000000
            ELSE 28800000000
          END
          WHEN 2
          THEN CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) <= 79200000000
            THEN 0
            ELSE (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) - 79200000000
          END
          ELSE CASE
            WHEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            ) < 21600000000
            THEN (
              (
                EPOCH_US("opened_at") - 1735689600000000
              ) % 86400000000
            )
            ELSE 21600000000
          END
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
    "_opening_hours_spent" - LIST_EXTRACT(
      CAST('[0, 28800000000, 36000000000, 57600000000]' AS BIGINT[]),
      "_opening_hours_day"
    ) AS "_opening_hours_rest"
  FROM (
    SELECT
      *,
      "_opening_hours_guess" + CASE
        WHEN LIST_EXTRACT(
          CAST('[28800000000, 36000000000, 57600000000, 86400000000]' AS BIGINT[]),
          "_opening_hours_guess"
        ) < "_opening_hours_spent"
        THEN 1
        ELSE 0
      END + CASE
        WHEN LIST_EXTRACT(
          CAST('[28800000000, 36000000000, 57600000000, 86400000000]' AS BIGINT[]),
          "_opening_hours_guess" + 1
        ) < "_opening_hours_spent"
        THEN 1
        ELSE 0
      END AS "_opening_hours_day"
    FROM (
      SELECT
        *,
        LIST_EXTRACT(
          CAST('[1, 1, 3, 4, 4]' AS BIGINT[]),
          (
            "_opening_hours_spent" // 21600000000
          ) + 1
        ) AS "_opening_hours_guess"
      FROM (
        SELECT
          *,
          CASE
            WHEN "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
            OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
            THEN NULL
            ELSE (
              LIST_EXTRACT(
                CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("opened_at") - 1735689600000000
                  ) // 86400000000
                ) + 1
              ) + CASE LIST_EXTRACT(
                  CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                  (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) // 86400000000
                  ) + 1
                )
                WHEN 0
                THEN 0
                WHEN 1
                THEN CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 32400000000
                  THEN 0
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 43200000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 32400000000
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 46800000000
                  THEN 10800000000
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 64800000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 36000000000
                  ELSE 28800000000
                END
                WHEN 2
                THEN CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) <= 79200000000
                  THEN 0
                  ELSE (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) - 79200000000
                END
                ELSE CASE
                  WHEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  ) < 21600000000
                  THEN (
                    (
                      EPOCH_US("opened_at") - 1735689600000000
                    ) % 86400000000
                  )
                  ELSE 21600000000
                END
              END
            ) + CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          END AS "_opening_hours_spent"
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
                "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 12
              WHEN "closed_at" < "opened_at"
              THEN 13
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
              AND (
                (
                  LIST_EXTRACT(
                    CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    WHEN 1
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 32400000000
                      THEN 0
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 43200000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 32400000000
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 46800000000
                      THEN 10800000000
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 64800000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 36000000000
                      ELSE 28800000000
                    END
                    WHEN 2
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) <= 79200000000
                      THEN 0
                      ELSE (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) - 79200000000
                    END
                    ELSE CASE
                      WHEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      ) < 21600000000
                      THEN (
                        (
                          EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - 1735689600000000
                        ) % 86400000000
                      )
                      ELSE 21600000000
                    END
                  END
                ) - (
                  LIST_EXTRACT(
                    CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
                    (
                      (
                        EPOCH_US("opened_at") - 1735689600000000
                      ) // 86400000000
                    ) + 1
                  ) + CASE LIST_EXTRACT(
                      CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                      (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) // 86400000000
                      ) + 1
                    )
                    WHEN 0
                    THEN 0
                    WHEN 1
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 32400000000
                      THEN 0
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 43200000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 32400000000
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 46800000000
                      THEN 10800000000
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 64800000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 36000000000
                      ELSE 28800000000
                    END
                    WHEN 2
                    THEN CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) <= 79200000000
                      THEN 0
                      ELSE (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) - 79200000000
                    END
                    ELSE CASE
                      WHEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      ) < 21600000000
                      THEN (
                        (
                          EPOCH_US("opened_at") - 1735689600000000
                        ) % 86400000000
                      )
                      ELSE 21600000000
                    END
                  END
                )
              ) > CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
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
