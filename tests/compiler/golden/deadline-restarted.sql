CREATE OR REPLACE TEMPORARY TABLE "guiju_marks_rule.asked" AS
SELECT
  *,
  LAG("_stops") OVER (
    PARTITION BY "_file", "_row", "_of"
    ORDER BY "_at", CASE WHEN "_of" = 'reopened' AND NOT "_stops" THEN 1 ELSE 0 END, "_event_file", "_event_row"
  ) AS "_before"
FROM (
  SELECT
    *,
    COALESCE(
      MAX("_at") FILTER(WHERE
        "_of" = 'restarts'
        AND (
          "_at" < "_ended"
          OR (
            "_ended" IS NULL AND "_at" <= CAST('2025-08-31 18:00:00' AS TIMESTAMP)
          )
        )) OVER (PARTITION BY "_file", "_row"),
      "_from"
    ) AS "_since",
    COALESCE("_ended", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) AS "_now"
  FROM (
    SELECT
      *,
      CASE
        WHEN BOOL_OR(CAST("_of" = 'reopened' AS BOOLEAN)) OVER (PARTITION BY "_file", "_row")
        THEN MIN("_at") FILTER(WHERE
          "_of" = 'reopened' AND "_stops" AND (
            "_again" IS NULL OR "_at" > "_again"
          )) OVER (PARTITION BY "_file", "_row")
        ELSE "_to"
      END AS "_ended"
    FROM (
      SELECT
        *,
        MAX("_at") FILTER(WHERE
          "_of" = 'reopened' AND NOT "_stops") OVER (PARTITION BY "_file", "_row") AS "_again"
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
                    kind = 'assigned'
                  )
                  THEN 'restarts'
                  WHEN (
                    kind = 'assigned'
                  ) IS NULL
                  THEN 'doubt'
                  ELSE NULL
                END IS NULL
                AND "opened_at" IS NULL
                THEN 'doubt'
                ELSE CASE
                  WHEN (
                    kind = 'assigned'
                  )
                  THEN 'restarts'
                  WHEN (
                    kind = 'assigned'
                  ) IS NULL
                  THEN 'doubt'
                  ELSE NULL
                END
              END AS TEXT) AS "_of",
              CAST(NULL AS BOOLEAN) AS "_stops",
              CAST("opened_at" AS TIMESTAMP) AS "_at",
              CAST(NULL AS TIMESTAMP) AS "_until",
              CAST("_file" AS INT) AS "_event_file",
              CAST("_row" AS BIGINT) AS "_event_row"
            FROM "export_cases"
          ) AS told
          WHERE
            NOT "_of" IS NULL
        ) AS told
          ON "records"."_key_0" = "told"."_key_0"
          AND (
            "told"."_at" >= "records"."_from" OR "told"."_at" IS NULL
          )
        UNION ALL
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
                    (
                      kind = 'reopened'
                    ) OR (
                      kind = 'solved'
                    )
                  )
                  THEN 'reopened'
                  WHEN (
                    (
                      kind = 'reopened'
                    ) OR (
                      kind = 'solved'
                    )
                  ) IS NULL
                  THEN 'doubt'
                  ELSE NULL
                END IS NULL
                AND "opened_at" IS NULL
                THEN 'doubt'
                ELSE CASE
                  WHEN (
                    (
                      kind = 'reopened'
                    ) OR (
                      kind = 'solved'
                    )
                  )
                  THEN 'reopened'
                  WHEN (
                    (
                      kind = 'reopened'
                    ) OR (
                      kind = 'solved'
                    )
                  ) IS NULL
                  THEN 'doubt'
                  ELSE NULL
                END
              END AS TEXT) AS "_of",
              CAST(CASE WHEN (
                kind = 'reopened'
              ) THEN FALSE ELSE TRUE END AS BOOLEAN) AS "_stops",
              CAST("opened_at" AS TIMESTAMP) AS "_at",
              CAST(NULL AS TIMESTAMP) AS "_until",
              CAST("_file" AS INT) AS "_event_file",
              CAST("_row" AS BIGINT) AS "_event_row"
            FROM "export_cases"
          ) AS told
          WHERE
            NOT "_of" IS NULL
        ) AS told
          ON "records"."_key_0" = "told"."_key_0"
          AND (
            "told"."_at" >= "records"."_from" OR "told"."_at" IS NULL
          )
        UNION ALL
        SELECT
          "_file",
          "_row",
          "_from",
          "_to",
          CAST('reopened' AS TEXT) AS "_of",
          TRUE AS "_stops",
          "_to" AS "_at",
          CAST(NULL AS TIMESTAMP) AS "_until",
          CAST(NULL AS INT) AS "_event_file",
          CAST(NULL AS BIGINT) AS "_event_row"
        FROM (
          SELECT
            "_file",
            "_row",
            "case_id" AS "_key_0",
            "opened_at" AS "_from",
            "closed_at" AS "_to"
          FROM "export_cases"
        ) AS records
        WHERE
          NOT "_to" IS NULL
          AND "_key_0" IN (
            SELECT
              "_key_0"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "case_id" AS "_key_0",
                  CAST(CASE
                    WHEN NOT CASE
                      WHEN (
                        (
                          kind = 'reopened'
                        ) OR (
                          kind = 'solved'
                        )
                      )
                      THEN 'reopened'
                      WHEN (
                        (
                          kind = 'reopened'
                        ) OR (
                          kind = 'solved'
                        )
                      ) IS NULL
                      THEN 'doubt'
                      ELSE NULL
                    END IS NULL
                    AND "opened_at" IS NULL
                    THEN 'doubt'
                    ELSE CASE
                      WHEN (
                        (
                          kind = 'reopened'
                        ) OR (
                          kind = 'solved'
                        )
                      )
                      THEN 'reopened'
                      WHEN (
                        (
                          kind = 'reopened'
                        ) OR (
                          kind = 'solved'
                        )
                      ) IS NULL
                      THEN 'doubt'
                      ELSE NULL
                    END
                  END AS TEXT) AS "_of",
                  CAST(CASE WHEN (
                    kind = 'reopened'
                  ) THEN FALSE ELSE TRUE END AS BOOLEAN) AS "_stops",
                  CAST("opened_at" AS TIMESTAMP) AS "_at",
                  CAST(NULL AS TIMESTAMP) AS "_until",
                  CAST("_file" AS INT) AS "_event_file",
                  CAST("_row" AS BIGINT) AS "_event_row"
                FROM "export_cases"
              ) AS told
              WHERE
                NOT "_of" IS NULL
            ) AS told
          )
      ) AS events
    ) AS bounded
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
    COALESCE(LEAST("_event_end", "_now"), "_now") AS "_end",
    "_of" AS "_why"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *,
        LEAD("_at") OVER (
          PARTITION BY "_file", "_row", "_of"
          ORDER BY "_at", CASE WHEN "_of" = 'reopened' AND NOT "_stops" THEN 1 ELSE 0 END, "_event_file", "_event_row"
        ) AS "_event_end"
      FROM (
        SELECT
          *
        FROM "guiju_marks_rule.asked"
        WHERE
          "_of" IN ('reopened') AND "_before" IS DISTINCT FROM "_stops"
      ) AS turns
    ) AS paired
    WHERE
      "_stops"
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
  "sums"."_paused running" AS "_paused running rule.asked",
  "sums"."_spent running" AS "_spent running rule.asked",
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
    CAST(SUM("_long running") AS BIGINT) AS "_paused running",
    CAST(SUM("_long running") FILTER(WHERE
      "_ran running" < (
        CASE
          WHEN "_from" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "_from" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      )) AS BIGINT) AS "_spent running",
    BOOL_OR(
      CAST((
        "_ended" IS NULL AND "_end" = "_now"
      )
      AND (
        "_ran running" < (
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
        EPOCH_US("_begin") - EPOCH_US("_since")
      ) - COALESCE(
        SUM("_long running") OVER (
          PARTITION BY "_file", "_row"
          ORDER BY "_begin"
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ),
        0
      ) AS "_ran running"
    FROM (
      SELECT
        *,
        (
          EPOCH_US("_end") - EPOCH_US("_begin")
        ) AS "_long running"
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
      WHEN "_doubtful rule.asked"
      THEN 12
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END < "opened_at"
      THEN 13
      WHEN (
        EPOCH_US(
          COALESCE(
            CASE
              WHEN NOT "_row rule.asked" IS NULL
              THEN "_ended rule.asked"
              ELSE "closed_at"
            END,
            CAST('2025-08-31 18:00:00' AS TIMESTAMP)
          )
        ) - EPOCH_US(COALESCE("_since rule.asked", "opened_at"))
      ) > (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      ) + COALESCE("_paused running rule.asked", 0)
      THEN 2
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END IS NULL
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
  CAST(CASE
    WHEN NOT "_row rule.asked" IS NULL
    THEN "_ended rule.asked"
    ELSE "closed_at"
  END AS TIMESTAMP) AS "ended",
  CAST(CASE
    WHEN "_standing rule.asked"
    THEN NULL
    ELSE CASE
      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
      THEN MAKE_TIMESTAMP(
        CAST((
          EPOCH_US(COALESCE("_since rule.asked", "opened_at")) + (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          ) + COALESCE("_spent running rule.asked", 0)
        ) AS BIGINT)
      )
      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      THEN MAKE_TIMESTAMP(
        CAST((
          EPOCH_US(COALESCE("_since rule.asked", "opened_at")) + (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          ) + COALESCE("_spent running rule.asked", 0)
        ) AS BIGINT)
      )
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
  CAST((
    (
      EPOCH_US(
        COALESCE(
          CASE
            WHEN NOT "_row rule.asked" IS NULL
            THEN "_ended rule.asked"
            ELSE "closed_at"
          END,
          CAST('2025-08-31 18:00:00' AS TIMESTAMP)
        )
      ) - EPOCH_US(COALESCE("_since rule.asked", "opened_at"))
    ) - COALESCE("_paused running rule.asked", 0)
  ) AS DOUBLE) / 1000000 AS "measured_s",
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
      WHEN "_doubtful rule.asked"
      THEN 12
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END < "opened_at"
      THEN 13
      WHEN (
        EPOCH_US(
          COALESCE(
            CASE
              WHEN NOT "_row rule.asked" IS NULL
              THEN "_ended rule.asked"
              ELSE "closed_at"
            END,
            CAST('2025-08-31 18:00:00' AS TIMESTAMP)
          )
        ) - EPOCH_US(COALESCE("_since rule.asked", "opened_at"))
      ) > (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      ) + COALESCE("_paused running rule.asked", 0)
      THEN 2
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
  LEFT JOIN "guiju_clock_rule.asked"
    ON "guiju_clock_rule.asked"."_file rule.asked" = "export_cases"."_file"
    AND "guiju_clock_rule.asked"."_row rule.asked" = "export_cases"."_row"
) AS single
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
  CAST(CASE
    WHEN NOT "_row rule.asked" IS NULL
    THEN "_ended rule.asked"
    ELSE "closed_at"
  END AS TIMESTAMP) AS "ended",
  CAST(CASE
    WHEN "_standing rule.asked"
    THEN NULL
    ELSE CASE
      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
      THEN MAKE_TIMESTAMP(
        CAST((
          EPOCH_US(COALESCE("_since rule.asked", "opened_at")) + (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          ) + COALESCE("_spent running rule.asked", 0)
        ) AS BIGINT)
      )
      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      THEN MAKE_TIMESTAMP(
        CAST((
          EPOCH_US(COALESCE("_since rule.asked", "opened_at")) + (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          ) + COALESCE("_spent running rule.asked", 0)
        ) AS BIGINT)
      )
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
  CAST((
    (
      EPOCH_US(
        COALESCE(
          CASE
            WHEN NOT "_row rule.asked" IS NULL
            THEN "_ended rule.asked"
            ELSE "closed_at"
          END,
          CAST('2025-08-31 18:00:00' AS TIMESTAMP)
        )
      ) - EPOCH_US(COALESCE("_since rule.asked", "opened_at"))
    ) - COALESCE("_paused running rule.asked", 0)
  ) AS DOUBLE) / 1000000 AS "measured_s",
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
      WHEN "_doubtful rule.asked"
      THEN 12
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END < "opened_at"
      THEN 13
      WHEN (
        EPOCH_US(
          COALESCE(
            CASE
              WHEN NOT "_row rule.asked" IS NULL
              THEN "_ended rule.asked"
              ELSE "closed_at"
            END,
            CAST('2025-08-31 18:00:00' AS TIMESTAMP)
          )
        ) - EPOCH_US(COALESCE("_since rule.asked", "opened_at"))
      ) > (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      ) + COALESCE("_paused running rule.asked", 0)
      THEN 2
      WHEN CASE
        WHEN NOT "_row rule.asked" IS NULL
        THEN "_ended rule.asked"
        ELSE "closed_at"
      END IS NULL
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "export_cases"
  LEFT JOIN "guiju_clock_rule.asked"
    ON "guiju_clock_rule.asked"."_file rule.asked" = "export_cases"."_file"
    AND "guiju_clock_rule.asked"."_row rule.asked" = "export_cases"."_row"
) AS single
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
