SELECT
  "standing" AS "standing",
  "_at" AS "at",
  "_until" AS "until",
  "role" AS "role",
  "evidence" AS "evidence",
  "file" AS "file",
  "row" AS "row",
  "set_aside" AS "set_aside"
FROM (
  SELECT
    *,
    CASE
      WHEN (
        "_kind" = 'confirmed' AND (
          "_denied_at" IS NULL OR "_at" > "_denied_at"
        )
      )
      AND "_live"
      AND (
        "_doubt_at" IS NULL OR "_at" > "_doubt_at"
      )
      THEN 'confirmed'
      WHEN "_kind" = 'doubtful'
      AND (
        "_denied_at" IS NULL
        OR COALESCE("_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP)) > "_denied_at"
      )
      AND (
        (
          "_may_confirm" AND "_live"
        )
        OR (
          "_may_deny"
          AND (
            NOT "_live_at" IS NULL
            AND (
              "_denied_at" IS NULL OR "_live_at" > "_denied_at"
            )
          )
        )
      )
      THEN 'doubtful'
      WHEN (
        "_kind" = 'confirmed' AND (
          "_denied_at" IS NULL OR "_at" > "_denied_at"
        )
      )
      AND "_until" > CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      THEN 'outdated'
      WHEN "_kind" = 'confirmed' AND (
        "_denied_at" IS NULL OR "_at" > "_denied_at"
      )
      THEN 'expired'
      WHEN "_kind" = 'denied' AND "_at" = "_denied_at"
      THEN 'denied'
      ELSE 'missing'
    END AS "standing"
  FROM (
    SELECT
      *,
      MAX(CASE WHEN "_kind" = 'denied' THEN "_at" ELSE NULL END) OVER () AS "_denied_at",
      MAX(CASE WHEN "_kind" = 'confirmed' AND "_live" THEN "_at" ELSE NULL END) OVER () AS "_live_at",
      MAX(
        CASE
          WHEN "_kind" = 'doubtful' AND "_may_deny"
          THEN COALESCE("_at", CAST('2025-08-31 18:00:00' AS TIMESTAMP))
          ELSE NULL
        END
      ) OVER () AS "_doubt_at",
      COUNT_IF("_kind" = 'aside') OVER () AS "set_aside"
    FROM (
      SELECT
        *,
        COALESCE(
          (
            "_until" > CAST('2025-08-31 18:00:00' AS TIMESTAMP)
            AND "_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          ),
          "_kind" = 'doubtful'
        ) AS "_live"
      FROM (
        SELECT
          CASE
            WHEN "role" IS NULL
            THEN 'doubtful'
            WHEN NOT "role" IN ('author', 'approver')
            THEN 'aside'
            WHEN "opened_at" IS NULL
            THEN 'doubtful'
            WHEN "result" = 'denied'
            THEN 'denied'
            WHEN "result" = 'confirmed' AND NOT "role" IN ('approver')
            THEN 'aside'
            WHEN "result" = 'confirmed'
            THEN 'confirmed'
            ELSE 'doubtful'
          END AS "_kind",
          (
            "result" IS NULL OR "result" = 'confirmed'
          )
          AND (
            "role" IS NULL OR "role" IN ('approver')
          ) AS "_may_confirm",
          (
            "result" IS NULL OR "result" = 'denied'
          )
          AND (
            "role" IS NULL OR "role" IN ('author', 'approver')
          ) AS "_may_deny",
          CAST("opened_at" AS TIMESTAMP) AS "_at",
          CASE
            WHEN "expires_at" < "opened_at" + INTERVAL '12' MONTH
            OR (
              "opened_at" + INTERVAL '12' MONTH
            ) IS NULL
            THEN "expires_at"
            ELSE "opened_at" + INTERVAL '12' MONTH
          END AS "_until",
          CAST("role" AS TEXT) AS "role",
          CAST(NULL AS TEXT) AS "evidence",
          CAST(NULL AS TEXT) AS "file",
          "_row" AS "row",
          "_file" AS "_file"
        FROM "export_attestations"
        WHERE
          REPLACE("clause", '#', '.') = 'rule.asked'
          AND (
            "opened_at" IS NULL OR "opened_at" <= CAST('2025-08-31 18:00:00' AS TIMESTAMP)
          )
      ) AS entries
    ) AS given
  ) AS compared
) AS stands
ORDER BY
  CASE
    WHEN "standing" = 'confirmed'
    THEN 0
    WHEN "standing" = 'doubtful'
    THEN 1
    WHEN "standing" = 'outdated'
    THEN 2
    WHEN "standing" = 'expired'
    THEN 3
    WHEN "standing" = 'denied'
    THEN 4
    ELSE 5
  END,
  "_until" DESC NULLS FIRST,
  "_at" DESC NULLS FIRST,
  "_file",
  "row"
LIMIT 1
;
SELECT
  "clause",
  COUNT(*),
  MIN("_row"),
  COUNT(*) OVER ()
FROM "export_attestations"
WHERE
  "clause" IS NULL OR NOT REPLACE("clause", '#', '.') IN ('rule.asked')
GROUP BY
  "clause"
ORDER BY
  "clause" NULLS FIRST
LIMIT 20
