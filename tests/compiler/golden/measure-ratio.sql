SELECT
  CASE
    WHEN NOT "reason" IS NULL
    THEN 'undecided'
    WHEN ROUND("value", 12) >= ROUND("limit_low", 12)
    THEN 'compliant'
    ELSE 'noncompliant'
  END AS "verdict",
  "reason",
  "_revision" AS "revision",
  "_period" AS "period",
  "cases",
  "missing",
  "value",
  "lowest",
  "highest",
  CAST(NULL AS DOUBLE) AS "interval_low",
  CAST(NULL AS DOUBLE) AS "interval_high",
  "limit_low",
  "limit_high",
  "by_0"
FROM (
  SELECT
    *,
    CASE
      WHEN "_period" IS NULL
      THEN 'undated'
      WHEN "by_0" IS NULL
      THEN 'ungrouped'
      WHEN NOT "flaw" IS NULL
      THEN "flaw"
      WHEN "missing" > 0
      AND (
        "lowest" IS NULL
        OR "highest" IS NULL
        OR (
          ROUND("lowest", 12) >= ROUND("limit_low", 12)
        ) <> (
          ROUND("highest", 12) >= ROUND("limit_low", 12)
        )
      )
      THEN 'missing'
      WHEN "value" IS NULL
      THEN 'no-value'
      ELSE CAST(NULL AS TEXT)
    END AS "reason"
  FROM (
    SELECT
      *,
      CAST(CASE
        WHEN "_revision" = '2.0.0'
        THEN 0.95
        WHEN "_revision" = '1.0.0'
        THEN 0.9
        ELSE NULL
      END AS DOUBLE) AS "limit_low",
      CAST(NULL AS DOUBLE) AS "limit_high",
      CAST(NULL AS DOUBLE) AS "least_cases"
    FROM (
      SELECT
        "_revision",
        "_period",
        "by_0",
        "cases_0" AS "cases",
        "missing_0" AS "missing",
        "value_0" AS "value",
        "lowest_0" AS "lowest",
        "highest_0" AS "highest",
        "flaw_0" AS "flaw"
      FROM (
        SELECT
          CASE
            WHEN CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN '2.0.0'
            WHEN CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN '1.0.0'
            ELSE NULL
          END AS "_revision",
          CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) AS "_period",
          "team" AS "by_0",
          COALESCE(COUNT_IF((
            NOT kind IS NULL
          ) OR (
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) AS "rows_0",
          COALESCE(
            COUNT_IF((
              NOT "score" IS NULL AND NOT "kind" IS NULL
            ) AND (
              NOT kind IS NULL
            )),
            0
          ) AS "cases_0",
          COALESCE(
            COUNT_IF(NOT (
              NOT "score" IS NULL AND NOT "kind" IS NULL
            ) AND (
              NOT kind IS NULL
            )),
            0
          ) + COALESCE(COUNT_IF((
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) AS "missing_0",
          CAST(CAST((
            (
              SUM(score) FILTER(WHERE
                (
                  kind = 'a'
                ) AND (
                  (
                    NOT kind IS NULL
                  )
                ))
            )
          ) AS DOUBLE) / NULLIF(
            CAST((
              (
                SUM(score) FILTER(WHERE
                  (
                    NOT kind IS NULL
                  ))
              )
            ) AS DOUBLE),
            0
          ) AS DOUBLE) AS "value_0",
          CASE
            WHEN COALESCE(
              COUNT_IF(NOT (
                NOT "score" IS NULL AND NOT "kind" IS NULL
              ) AND (
                NOT kind IS NULL
              )),
              0
            ) + COALESCE(COUNT_IF((
              (
                NOT kind IS NULL
              )
            ) IS NULL), 0) = 0
            THEN CAST(CAST((
              (
                SUM(score) FILTER(WHERE
                  (
                    kind = 'a'
                  ) AND (
                    (
                      NOT kind IS NULL
                    )
                  ))
              )
            ) AS DOUBLE) / NULLIF(
              CAST((
                (
                  SUM(score) FILTER(WHERE
                    (
                      NOT kind IS NULL
                    ))
                )
              ) AS DOUBLE),
              0
            ) AS DOUBLE)
            ELSE NULL
          END AS "lowest_0",
          CASE
            WHEN COALESCE(
              COUNT_IF(NOT (
                NOT "score" IS NULL AND NOT "kind" IS NULL
              ) AND (
                NOT kind IS NULL
              )),
              0
            ) + COALESCE(COUNT_IF((
              (
                NOT kind IS NULL
              )
            ) IS NULL), 0) = 0
            THEN CAST(CAST((
              (
                SUM(score) FILTER(WHERE
                  (
                    kind = 'a'
                  ) AND (
                    (
                      NOT kind IS NULL
                    )
                  ))
              )
            ) AS DOUBLE) / NULLIF(
              CAST((
                (
                  SUM(score) FILTER(WHERE
                    (
                      NOT kind IS NULL
                    ))
                )
              ) AS DOUBLE),
              0
            ) AS DOUBLE)
            ELSE NULL
          END AS "highest_0",
          CASE
            WHEN (
              SUM(score) FILTER(WHERE
                (
                  NOT kind IS NULL
                ))
            ) = 0
            THEN 'zero'
            ELSE NULL
          END AS "flaw_0"
        FROM "export_cases"
        WHERE
          (
            CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            OR CAST(DATE_TRUNC('MONTH', "opened_at") AS TIMESTAMP) IS NULL
          )
          AND (
            (
              NOT kind IS NULL
            ) OR (
              (
                NOT kind IS NULL
              )
            ) IS NULL
          )
        GROUP BY
          "_revision",
          "_period",
          "by_0"
      ) AS groups
      WHERE
        "rows_0" > 0
    ) AS groups
  ) AS limited
) AS reasoned
ORDER BY
  "_period" NULLS FIRST,
  "by_0" NULLS FIRST,
  "_revision" NULLS FIRST
