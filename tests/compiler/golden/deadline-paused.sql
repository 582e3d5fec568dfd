CREATE OR REPLACE TEMPORARY TABLE "guiju_marks_rule.asked" AS
SELECT
  *
FROM (
  SELECT
    *,
    "_from" AS "_since",
    COALESCE("_ended", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) AS "_now"
  FROM (
    SELECT
      *,
      "_to" AS "_ended"
    FROM (
      SELECT
        "records"."_file",
        "records"."_row",
        "records"."_from",
        "records"."_to",
        "told"."_of",
        "told"."_stops",
        "told"."_at",
        "told"."_until",
        "told"."_event_file",
        "told"."_event_row"
      FROM (
        SELECT
          "_file",
          "_row",
          "case_id" AS "_key_0",
          "opened_at" AS "_from",
          "closed_at" AS "_to"
        FROM "export_cases"
      ) AS records
      INNER JOIN (
        SELECT
          *
        FROM (
          SELECT
            "case_id" AS "_key_0",
            CAST(CASE
              WHEN NOT CASE
                WHEN (
                  kind = 'hold'
                )
                THEN 'holds'
                WHEN (
                  kind = 'hold'
                ) IS NULL
                THEN 'doubt'
                ELSE NULL
              END IS NULL
              AND (
                "opened_at" IS NULL
                OR "closed_at" < "opened_at"
                OR CONTAINS("_unreadable", ',closed_at,')
              )
              THEN 'doubt'
              ELSE CASE
                WHEN (
                  kind = 'hold'
                )
                THEN 'holds'
                WHEN (
                  kind = 'hold'
                ) IS NULL
                THEN 'doubt'
                ELSE NULL
              END
            END AS TEXT) AS "_of",
            CAST(NULL AS BOOLEAN) AS "_stops",
            CAST("opened_at" AS TIMESTAMP) AS "_at",
            CAST("closed_at" AS TIMESTAMP) AS "_until",
            CAST("_file" AS INT) AS "_event_file",
            CAST("_row" AS BIGINT) AS "_event_row"
          FROM "export_cases"
        ) AS told
        WHERE
          NOT "_of" IS NULL
      ) AS told
        ON "records"."_key_0" = "told"."_key_0"
    ) AS events
  ) AS bounded
) AS bounded
;
CREATE OR REPLACE TEMPORARY TABLE "guiju_pauses_rule.asked" AS
SELECT
  *
FROM (
  SELECT
    "_file",
    "_row",
    "_from",
    "_since",
    "_ended",
    "_now",
    GREATEST("_at", "_since") AS "_begin",
    COALESCE(LEAST("_until", "_now"), "_now") AS "_end",
    "_of" AS "_why"
  FROM (
    SELECT
      *
    FROM "guiju_marks_rule.asked"
    WHERE
      "_of" = 'holds'
  ) AS marked
) AS clipped
WHERE
  "_begin" < "_end"
;
CREATE OR REPLACE TEMPORARY TABLE "guiju_clock_rule.asked" AS
SELECT
  "bounds"."_file" AS "_file rule.asked",
  "bounds"."_row" AS "_row rule.asked",
  "bounds"."_since" AS "_since rule.asked",
  "bounds"."_ended" AS "_ended rule.asked",
  "bounds"."_doubtful" AS "_doubtful rule.asked",
  "sums"."_paused opening-hours" AS "_paused opening-hours rule.asked",
  "sums"."_spent opening-hours" AS "_spent opening-hours rule.asked",
  "sums"."_standing" AS "_standing rule.asked"
FROM (
  SELECT
    "_file",
    "_row",
    MAX("_since") AS "_since",
    MAX("_ended") AS "_ended",
    BOOL_OR(CAST("_of" = 'doubt' AS BOOLEAN)) AS "_doubtful"
  FROM "guiju_marks_rule.asked"
  GROUP BY
    "_file",
    "_row"
) AS bounds
LEFT JOIN (
  SELECT
    "_file",
    "_row",
    CAST(SUM("_long opening-hours") AS BIGINT) AS "_paused opening-hours",
    CAST(SUM("_long opening-hours") FILTER(WHERE
      "_ran opening-hours" < (
        CASE
          WHEN "_from" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "_from" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      )) AS BIGINT) AS "_spent opening-hours",
    BOOL_OR(
      CAST((
        "_ended" IS NULL AND "_end" = "_now"
      )
      AND (
        "_ran opening-hours" < (
          CASE
            WHEN "_from" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN 86400000000
            WHEN "_from" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN 172800000000
            ELSE NULL
          END
        )
      ) AS BOOLEAN)
    ) AS "_standing"
  FROM (
    SELECT
      *,
      (
        (
          LIST_EXTRACT(
            CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
            (
              (
                EPOCH_US("_begin") - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            WHEN 1
            THEN CASE
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) <= 32400000000
              THEN 0
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) < 43200000000
              THEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) - 32400000000
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) <= 46800000000
              THEN 10800000000
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) < 64800000000
              THEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) - 36000000000
              ELSE 28800000000
            END
            WHEN 2
            THEN CASE
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) <= 79200000000
              THEN 0
              ELSE (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) - 79200000000
            END
            ELSE CASE
              WHEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
                ) % 86400000000
              ) < 21600000000
              THEN (
                (
                  EPOCH_US("_begin") - 1735689600000000
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
                EPOCH_US("_since") - 1735689600000000
              ) // 86400000000
            ) + 1
          ) + CASE LIST_EXTRACT(
              CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
              (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) // 86400000000
              ) + 1
            )
            WHEN 0
            THEN 0
            WHEN 1
            THEN CASE
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) <= 32400000000
              THEN 0
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) < 43200000000
              THEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) - 32400000000
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) <= 46800000000
              THEN 10800000000
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) < 64800000000
              THEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) - 36000000000
              ELSE 28800000000
            END
            WHEN 2
            THEN CASE
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) <= 79200000000
              THEN 0
              ELSE (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) - 79200000000
            END
            ELSE CASE
              WHEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              ) < 21600000000
              THEN (
                (
                  EPOCH_US("_since") - 1735689600000000
                ) % 86400000000
              )
              ELSE 21600000000
            END
          END
        )
      ) - COALESCE(
        SUM("_long opening-hours") OVER (
          PARTITION BY "_file", "_row"
          ORDER BY "_begin"
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ),
        0
      ) AS "_ran opening-hours"
    FROM (
      SELECT
        *,
        (
          (
            LIST_EXTRACT(
              CAST('[0, 0, 28800000000, 36000000000, 57600000000, 57600000000, 57600000000, 57600000000, 57600000000]' AS BIGINT[]),
              (
                (
                  EPOCH_US("_end") - 1735689600000000
                ) // 86400000000
              ) + 1
            ) + CASE LIST_EXTRACT(
                CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) // 86400000000
                ) + 1
              )
              WHEN 0
              THEN 0
              WHEN 1
              THEN CASE
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) <= 32400000000
                THEN 0
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) < 43200000000
                THEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) - 32400000000
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) <= 46800000000
                THEN 10800000000
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) < 64800000000
                THEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) - 36000000000
                ELSE 28800000000
              END
              WHEN 2
              THEN CASE
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) <= 79200000000
                THEN 0
                ELSE (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) - 79200000000
              END
              ELSE CASE
                WHEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
                  ) % 86400000000
                ) < 21600000000
                THEN (
                  (
                    EPOCH_US("_end") - 1735689600000000
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
                  EPOCH_US("_begin") - 1735689600000000
                ) // 86400000000
              ) + 1
            ) + CASE LIST_EXTRACT(
                CAST('[0, 1, 2, 3, 0, 0, 0, 0, 1]' AS BIGINT[]),
                (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) // 86400000000
                ) + 1
              )
              WHEN 0
              THEN 0
              WHEN 1
              THEN CASE
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) <= 32400000000
                THEN 0
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) < 43200000000
                THEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) - 32400000000
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) <= 46800000000
                THEN 10800000000
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) < 64800000000
                THEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) - 36000000000
                ELSE 28800000000
              END
              WHEN 2
              THEN CASE
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) <= 79200000000
                THEN 0
                ELSE (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) - 79200000000
              END
              ELSE CASE
                WHEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                ) < 21600000000
                THEN (
                  (
                    EPOCH_US("_begin") - 1735689600000000
                  ) % 86400000000
                )
                ELSE 21600000000
              END
            END
          )
        ) AS "_long opening-hours"
      FROM (
        SELECT
          "_file",
          "_row",
          "_from",
          "_since",
          "_ended",
          "_now",
          "_end",
          GREATEST("_begin", "_reached") AS "_begin"
        FROM (
          SELECT
            *,
            MAX("_end") OVER (
              PARTITION BY "_file", "_row"
              ORDER BY "_begin", "_end"
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS "_reached"
          FROM "guiju_pauses_rule.asked"
        ) AS reached
        WHERE
          "_reached" IS NULL OR "_end" > "_reached"
      ) AS pieces
    ) AS measured
  ) AS counted
  GROUP BY
    "_file",
    "_row"
) AS sums
  ON "sums"."_file" = "bounds"."_file" AND "sums"."_row" = "bounds"."_row"
;
SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0),
  COALESCE(COUNT_IF("s0" = 12), 0),
  COALESCE(COUNT_IF("s0" = 13), 0)
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
      WHEN "_doubtful rule.asked"
      THEN 12
      WHEN (
        "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
        OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      OR (
        COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
        OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
      )
      THEN 13
      WHEN "closed_at" < "opened_at"
      THEN 14
      WHEN (
        EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
      ) > (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      ) + COALESCE("_paused opening-hours rule.asked", 0)
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
      ) > (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      ) + COALESCE("_paused opening-hours rule.asked", 0)
      THEN 2
      WHEN "closed_at" IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "s0"
  FROM "export_cases"
  LEFT JOIN "guiju_clock_rule.asked"
    ON "guiju_clock_rule.asked"."_file rule.asked" = "export_cases"."_file"
    AND "guiju_clock_rule.asked"."_row rule.asked" = "export_cases"."_row"
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
    WHEN "_standing rule.asked"
    THEN NULL
    ELSE CASE
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
    END
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
      ) - COALESCE("_paused opening-hours rule.asked", 0)
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
            ) + (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            ) + COALESCE("_spent opening-hours rule.asked", 0)
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
              WHEN "_doubtful rule.asked"
              THEN 12
              WHEN (
                "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 13
              WHEN "closed_at" < "opened_at"
              THEN 14
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              ) + COALESCE("_paused opening-hours rule.asked", 0)
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
              ) > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              ) + COALESCE("_paused opening-hours rule.asked", 0)
              THEN 2
              WHEN "closed_at" IS NULL
              THEN 3
              ELSE 1
            END AS TINYINT) AS "_state"
          FROM "export_cases"
          LEFT JOIN "guiju_clock_rule.asked"
            ON "guiju_clock_rule.asked"."_file rule.asked" = "export_cases"."_file"
            AND "guiju_clock_rule.asked"."_row rule.asked" = "export_cases"."_row"
        ) AS single
      ) AS worked_out
    ) AS worked_out
  ) AS worked_out
) AS worked_out
WHERE
  "_state" = 2
ORDER BY
  "_file",
  "_row"
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
    WHEN "_standing rule.asked"
    THEN NULL
    ELSE CASE
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
    END
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
      ) - COALESCE("_paused opening-hours rule.asked", 0)
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
            ) + (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            ) + COALESCE("_spent opening-hours rule.asked", 0)
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
              WHEN "_doubtful rule.asked"
              THEN 12
              WHEN (
                "opened_at" < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR "opened_at" >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              OR (
                COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) < CAST('2025-01-01 06:00:00' AS TIMESTAMP)
                OR COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) >= CAST('2025-01-10 00:00:00' AS TIMESTAMP)
              )
              THEN 13
              WHEN "closed_at" < "opened_at"
              THEN 14
              WHEN (
                EPOCH_US(COALESCE("closed_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))) - EPOCH_US("opened_at")
              ) > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              ) + COALESCE("_paused opening-hours rule.asked", 0)
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
              ) > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              ) + COALESCE("_paused opening-hours rule.asked", 0)
              THEN 2
              WHEN "closed_at" IS NULL
              THEN 3
              ELSE 1
            END AS TINYINT) AS "_state"
          FROM "export_cases"
          LEFT JOIN "guiju_clock_rule.asked"
            ON "guiju_clock_rule.asked"."_file rule.asked" = "export_cases"."_file"
            AND "guiju_clock_rule.asked"."_row rule.asked" = "export_cases"."_row"
        ) AS single
      ) AS worked_out
    ) AS worked_out
  ) AS worked_out
) AS worked_out
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
ORDER BY
  "_file",
  "_row"
;
SELECT
  "_file",
  "_row",
  "_begin",
  "_end",
  "_why"
FROM "guiju_pauses_rule.asked"
WHERE
  ("_file", "_row") IN (
    SELECT
      "_file",
      "_row"
    FROM "export_cases"
    WHERE
      CAST("case_id" AS TEXT) = 'A''1'
  )
ORDER BY
  "_begin",
  "_end"
