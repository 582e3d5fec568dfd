SELECT
  CASE
    WHEN "_outcome" IN ('compliant', 'noncompliant')
    THEN "_outcome"
    ELSE 'undecided'
  END AS "verdict",
  CASE
    WHEN "_outcome" IN ('compliant', 'noncompliant')
    THEN CAST(NULL AS TEXT)
    ELSE "_outcome"
  END AS "reason",
  "_revision" AS "revision",
  "_period" AS "period",
  "_cases" AS "cases",
  "_missing" AS "missing",
  CAST("_value" AS DOUBLE) AS "value",
  CAST("_value" AS DOUBLE) AS "lowest",
  CAST("_best" AS DOUBLE) AS "highest",
  CAST(NULL AS DOUBLE) AS "interval_low",
  CAST(NULL AS DOUBLE) AS "interval_high",
  CAST("_low" AS DOUBLE) AS "limit_low",
  CAST("_high" AS DOUBLE) AS "limit_high",
  "_by_0"
FROM (
  SELECT
    *,
    CASE
      WHEN "_period" IS NULL
      THEN 'undated'
      WHEN "_by_0" IS NULL
      THEN 'ungrouped'
      WHEN NOT "_asked" AND "_period" > CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      THEN 'after-now'
      WHEN NOT "_asked"
      THEN 'unlisted'
      WHEN "_doubtful"
      THEN 'presence'
      WHEN "_value" >= "_low"
      THEN 'compliant'
      WHEN NOT "_over"
      THEN 'running'
      WHEN "_best" >= "_low"
      THEN 'missing'
      ELSE 'noncompliant'
    END AS "_outcome"
  FROM (
    SELECT
      *,
      (
        (
          CAST(2 AS BIGINT)
        ) * "_present"
      ) // "_length" AS "_low",
      CAST(CAST(NULL AS DOUBLE) AS BIGINT) AS "_high",
      LEAST("_value" + "_missing", CAST(2 AS BIGINT)) AS "_best",
      (
        "_period" + INTERVAL '1' MONTH
      ) <= CAST('2025-08-31 18:00:00' AS TIMESTAMP) AS "_over"
    FROM (
      SELECT
        COALESCE("asked"."_period", "events"."_period") AS "_period",
        COALESCE("asked"."_by_0", "events"."_by_0") AS "_by_0",
        COALESCE(
          "asked"."_revision",
          CASE
            WHEN "events"."_period" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN '2.0.0'
            WHEN "events"."_period" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN '1.0.0'
            ELSE NULL
          END
        ) AS "_revision",
        NOT "asked"."_period" IS NULL AS "_asked",
        "asked"."_present" AS "_present",
        "asked"."_length" AS "_length",
        "asked"."_doubtful" AS "_doubtful",
        COALESCE("events"."_cases", 0) AS "_cases",
        COALESCE("events"."_missing", 0) AS "_missing",
        COALESCE("events"."_value", 0) AS "_value"
      FROM (
        SELECT
          "_period",
          "_revision",
          "_by_0",
          LEAST(
            CAST(SUM(
              GREATEST(
                DATE_DIFF(
                  'DAY',
                  CAST(CASE WHEN "_first" > "_period" THEN "_first" ELSE "_period" END AS DATE),
                  CAST(CASE
                    WHEN "_last" < (
                      "_period" + INTERVAL '1' MONTH
                    )
                    THEN "_last"
                    ELSE (
                      "_period" + INTERVAL '1' MONTH
                    )
                  END AS DATE)
                ),
                0
              )
            ) AS BIGINT),
            DATE_DIFF('DAY', CAST("_period" AS DATE), CAST((
              "_period" + INTERVAL '1' MONTH
            ) AS DATE))
          ) AS "_present",
          DATE_DIFF('DAY', CAST("_period" AS DATE), CAST((
            "_period" + INTERVAL '1' MONTH
          ) AS DATE)) AS "_length",
          BOOL_OR(CAST("_doubtful" AS BOOLEAN)) AS "_doubtful"
        FROM (
          SELECT
            *,
            "team" AS "_by_0",
            CAST(CAST("opened_at" AS DATE) AS TIMESTAMP) AS "_first",
            CAST(CAST("closed_at" AS DATE) AS TIMESTAMP) + INTERVAL '1' DAY AS "_last",
            COALESCE("opened_at" IS NULL OR CONTAINS("_unreadable", ',closed_at,'), FALSE) AS "_doubtful"
          FROM (
            SELECT
              "_period",
              CASE
                WHEN "_period" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN '2.0.0'
                WHEN "_period" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN '1.0.0'
                ELSE NULL
              END AS "_revision"
            FROM (
              SELECT
                UNNEST(
                  GENERATE_SERIES(
                    CAST(CASE
                      WHEN "_oldest" > CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN CAST(DATE_TRUNC('MONTH', "_oldest") AS TIMESTAMP)
                      WHEN NOT "_oldest" IS NULL
                      THEN CAST(DATE_TRUNC('MONTH', CAST('2025-01-01 00:00:00' AS TIMESTAMP)) AS TIMESTAMP)
                      ELSE NULL
                    END AS TIMESTAMP),
                    CAST('2025-08-31 18:00:00' AS TIMESTAMP),
                    INTERVAL '1' MONTH
                  )
                ) AS "_period"
              FROM (
                SELECT
                  MIN("opened_at") AS "_oldest"
                FROM "export_cases"
              ) AS data
            ) AS periods
            WHERE
              "_period" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          ) AS asked
          CROSS JOIN "export_cases"
        ) AS stays
        GROUP BY
          "_period",
          "_revision",
          "_by_0"
        HAVING
          SUM(
            GREATEST(
              DATE_DIFF(
                'DAY',
                CAST(CASE WHEN "_first" > "_period" THEN "_first" ELSE "_period" END AS DATE),
                CAST(CASE
                  WHEN "_last" < (
                    "_period" + INTERVAL '1' MONTH
                  )
                  THEN "_last"
                  ELSE (
                    "_period" + INTERVAL '1' MONTH
                  )
                END AS DATE)
              ),
              0
            )
          ) > 0
          OR BOOL_OR(CAST("_doubtful" AS BOOLEAN))
      ) AS asked
      FULL JOIN (
        SELECT
          CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) AS "_period",
          "team" AS "_by_0",
          COUNT(*) AS "_cases",
          COALESCE(COUNT_IF("kind" IS NULL), 0) AS "_missing",
          COUNT(DISTINCT CASE WHEN "kind" IN ('a', 'b') THEN "kind" ELSE NULL END) AS "_value"
        FROM "export_cases"
        GROUP BY
          "_period",
          "_by_0"
      ) AS events
        ON "asked"."_period" = "events"."_period" AND "asked"."_by_0" = "events"."_by_0"
      WHERE
        NOT "asked"."_period" IS NULL
        OR "events"."_period" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
        OR "events"."_period" IS NULL
    ) AS joined
  ) AS limited
  WHERE
    NOT "_asked" OR "_doubtful" OR "_low" <> 0
) AS judged
ORDER BY
  "_period" NULLS FIRST,
  "_by_0" NULLS FIRST,
  "_revision" NULLS FIRST
