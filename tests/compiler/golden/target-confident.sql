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
  "interval_low",
  "interval_high",
  "limit_low",
  "limit_high"
FROM (
  SELECT
    *,
    CASE
      WHEN "_revision" IS NULL
      THEN 'undated'
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
      WHEN "interval_low" IS NULL
      OR "interval_high" IS NULL
      OR (
        ROUND("interval_low", 12) >= ROUND("limit_low", 12)
      ) <> (
        ROUND("interval_high", 12) >= ROUND("limit_low", 12)
      )
      THEN 'chance'
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
      CAST(NULL AS DOUBLE) AS "least_cases",
      CASE
        WHEN NOT "value" IS NULL
        THEN GREATEST(
          (
            "value" + (
              (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              ) * (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              )
            ) / (
              2 * CAST("cases" AS DOUBLE)
            ) - (
              CASE
                WHEN "_revision" = '2.0.0'
                THEN 1.959963985
                WHEN "_revision" = '1.0.0'
                THEN 1.644853627
                ELSE NULL
              END
            ) * SQRT(
              (
                "value" * (
                  1 - "value"
                )
              ) / (
                CAST("cases" AS DOUBLE)
              ) + (
                (
                  CASE
                    WHEN "_revision" = '2.0.0'
                    THEN 1.959963985
                    WHEN "_revision" = '1.0.0'
                    THEN 1.644853627
                    ELSE NULL
                  END
                ) * (
                  CASE
                    WHEN "_revision" = '2.0.0'
                    THEN 1.959963985
                    WHEN "_revision" = '1.0.0'
                    THEN 1.644853627
                    ELSE NULL
                  END
                )
              ) / (
                4 * (
                  CAST("cases" AS DOUBLE) * CAST("cases" AS DOUBLE)
                )
              )
            )
          ) / (
            1 + (
              (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              ) * (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              )
            ) / (
              CAST("cases" AS DOUBLE)
            )
          ),
          0
        )
        ELSE CAST(NULL AS DOUBLE)
      END AS "interval_low",
      CASE
        WHEN NOT "value" IS NULL
        THEN LEAST(
          (
            "value" + (
              (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              ) * (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              )
            ) / (
              2 * CAST("cases" AS DOUBLE)
            ) + (
              CASE
                WHEN "_revision" = '2.0.0'
                THEN 1.959963985
                WHEN "_revision" = '1.0.0'
                THEN 1.644853627
                ELSE NULL
              END
            ) * SQRT(
              (
                "value" * (
                  1 - "value"
                )
              ) / (
                CAST("cases" AS DOUBLE)
              ) + (
                (
                  CASE
                    WHEN "_revision" = '2.0.0'
                    THEN 1.959963985
                    WHEN "_revision" = '1.0.0'
                    THEN 1.644853627
                    ELSE NULL
                  END
                ) * (
                  CASE
                    WHEN "_revision" = '2.0.0'
                    THEN 1.959963985
                    WHEN "_revision" = '1.0.0'
                    THEN 1.644853627
                    ELSE NULL
                  END
                )
              ) / (
                4 * (
                  CAST("cases" AS DOUBLE) * CAST("cases" AS DOUBLE)
                )
              )
            )
          ) / (
            1 + (
              (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              ) * (
                CASE
                  WHEN "_revision" = '2.0.0'
                  THEN 1.959963985
                  WHEN "_revision" = '1.0.0'
                  THEN 1.644853627
                  ELSE NULL
                END
              )
            ) / (
              CAST("cases" AS DOUBLE)
            )
          ),
          1
        )
        ELSE CAST(NULL AS DOUBLE)
      END AS "interval_high"
    FROM (
      SELECT
        "_revision",
        "_period",
        "cases_0" AS "cases",
        "missing_0" AS "missing",
        "value_0" AS "value",
        "lowest_0" AS "lowest",
        "highest_0" AS "highest"
      FROM (
        SELECT
          CASE
            WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
            THEN '2.0.0'
            WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
            THEN '1.0.0'
            ELSE NULL
          END AS "_revision",
          CAST(NULL AS TIMESTAMP) AS "_period",
          COALESCE(COUNT_IF((
            NOT kind IS NULL
          ) OR (
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) AS "rows_0",
          COALESCE(COUNT_IF((
            score >= 4
          ) AND (
            NOT kind IS NULL
          )), 0) + COALESCE(COUNT_IF(NOT (
            score >= 4
          ) AND (
            NOT kind IS NULL
          )), 0) AS "cases_0",
          COALESCE(COUNT_IF((
            score >= 4
          ) IS NULL AND (
            NOT kind IS NULL
          )), 0) + COALESCE(COUNT_IF((
            score >= 4
          ) AND (
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) + COALESCE(COUNT_IF((
            score >= 4
          ) IS NULL AND (
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) + COALESCE(COUNT_IF(NOT (
            score >= 4
          ) AND (
            (
              NOT kind IS NULL
            )
          ) IS NULL), 0) AS "missing_0",
          CAST((
            COALESCE(COUNT_IF((
              score >= 4
            ) AND (
              NOT kind IS NULL
            )), 0)
          ) AS DOUBLE) / NULLIF(
            CAST((
              COALESCE(COUNT_IF((
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF(NOT (
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0)
            ) AS DOUBLE),
            0
          ) AS "value_0",
          CAST((
            COALESCE(COUNT_IF((
              score >= 4
            ) AND (
              NOT kind IS NULL
            )), 0)
          ) AS DOUBLE) / NULLIF(
            CAST((
              COALESCE(COUNT_IF((
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF(NOT (
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF((
                score >= 4
              ) IS NULL AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF(NOT (
                score >= 4
              ) AND (
                (
                  NOT kind IS NULL
                )
              ) IS NULL), 0) + COALESCE(COUNT_IF((
                score >= 4
              ) IS NULL AND (
                (
                  NOT kind IS NULL
                )
              ) IS NULL), 0)
            ) AS DOUBLE),
            0
          ) AS "lowest_0",
          CAST((
            COALESCE(COUNT_IF((
              score >= 4
            ) AND (
              NOT kind IS NULL
            )), 0) + COALESCE(COUNT_IF((
              score >= 4
            ) IS NULL AND (
              NOT kind IS NULL
            )), 0) + COALESCE(COUNT_IF((
              score >= 4
            ) AND (
              (
                NOT kind IS NULL
              )
            ) IS NULL), 0) + COALESCE(COUNT_IF((
              score >= 4
            ) IS NULL AND (
              (
                NOT kind IS NULL
              )
            ) IS NULL), 0)
          ) AS DOUBLE) / NULLIF(
            CAST((
              COALESCE(COUNT_IF((
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF(NOT (
                score >= 4
              ) AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF((
                score >= 4
              ) IS NULL AND (
                NOT kind IS NULL
              )), 0) + COALESCE(COUNT_IF((
                score >= 4
              ) AND (
                (
                  NOT kind IS NULL
                )
              ) IS NULL), 0) + COALESCE(COUNT_IF((
                score >= 4
              ) IS NULL AND (
                (
                  NOT kind IS NULL
                )
              ) IS NULL), 0)
            ) AS DOUBLE),
            0
          ) AS "highest_0"
        FROM "export_cases"
        WHERE
          (
            "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP) OR "opened_at" IS NULL
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
          "_period"
      ) AS groups
      WHERE
        "rows_0" > 0
    ) AS groups
  ) AS limited
) AS reasoned
ORDER BY
  "_period" NULLS FIRST,
  "_revision" NULLS FIRST
