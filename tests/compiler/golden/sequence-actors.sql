CREATE OR REPLACE TEMPORARY TABLE "guiju_cases_0" AS
SELECT
  "listed"."case_id" AS "case_id",
  "listed"."kind" AS "kind",
  "listed"."team" AS "team",
  "listed"."opened_at" AS "opened_at",
  "listed"."closed_at" AS "closed_at",
  "listed"."due_at" AS "due_at",
  "listed"."score" AS "score",
  "listed"."caller" AS "caller",
  "listed"."_unreadable" AS "_unreadable",
  COALESCE("listed"."_file", STRUCT_EXTRACT("grouped"."_home", 'file')) AS "_file",
  COALESCE("listed"."_row", STRUCT_EXTRACT("grouped"."_home", 'row')) AS "_row",
  NOT "listed"."_row" IS NULL AS "_listed",
  "grouped"."_started" AS "_started",
  "grouped"."_last" AS "_last",
  "grouped"."_c0_maybe" AS "_c0_maybe",
  "grouped"."_c0_unnamed" AS "_c0_unnamed",
  "grouped"."_c0_ones" AS "_c0_ones",
  "grouped"."_c0_others" AS "_c0_others",
  "grouped"."_c0_low_one" AS "_c0_low_one",
  "grouped"."_c0_high_one" AS "_c0_high_one",
  "grouped"."_c0_low_other" AS "_c0_low_other",
  "grouped"."_c0_high_other" AS "_c0_high_other",
  "grouped"."_c0_people" AS "_c0_people",
  "grouped"."_c0_hit" AS "_c0_hit",
  "grouped"."_c0_shared" AS "_c0_shared"
FROM "export_cases" AS "listed"
FULL JOIN (
  SELECT
    "_key_0",
    MIN("_at") AS "_started",
    MAX("_at") AS "_last",
    MIN({'file': "_file", 'row': "_row"}) AS "_home",
    COALESCE(COUNT_IF("_c0_first" IS NULL OR "_c0_then" IS NULL), 0) AS "_c0_maybe",
    COALESCE(
      COUNT_IF(
        (
          COALESCE((
            "_c0_first"
          ), TRUE) OR COALESCE((
            "_c0_then"
          ), TRUE)
        )
        AND "_c0_actor" IS NULL
      ),
      0
    ) AS "_c0_unnamed",
    COALESCE(COUNT_IF(COALESCE((
      "_c0_first"
    ), TRUE)), 0) AS "_c0_ones",
    COALESCE(COUNT_IF(COALESCE((
      "_c0_then"
    ), TRUE)), 0) AS "_c0_others",
    MIN(
      {'who': "_c0_actor", 'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}
    ) FILTER(WHERE
      COALESCE((
        "_c0_first"
      ), FALSE) AND NOT "_c0_actor" IS NULL) AS "_c0_low_one",
    MAX(
      {'who': "_c0_actor", 'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}
    ) FILTER(WHERE
      COALESCE((
        "_c0_first"
      ), FALSE) AND NOT "_c0_actor" IS NULL) AS "_c0_high_one",
    MIN(
      {'who': "_c0_actor", 'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}
    ) FILTER(WHERE
      COALESCE((
        "_c0_then"
      ), FALSE) AND NOT "_c0_actor" IS NULL) AS "_c0_low_other",
    MAX(
      {'who': "_c0_actor", 'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}
    ) FILTER(WHERE
      COALESCE((
        "_c0_then"
      ), FALSE) AND NOT "_c0_actor" IS NULL) AS "_c0_high_other",
    COUNT(DISTINCT "_c0_actor") FILTER(WHERE
      (
        COALESCE((
          "_c0_first"
        ), TRUE) OR COALESCE((
          "_c0_then"
        ), TRUE)
      )) AS "_c0_people",
    MIN(
      {'two': {'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}, 'one': "_c0_did"}
    ) FILTER(WHERE
      COALESCE((
        "_c0_then"
      ), FALSE)
      AND NOT "_c0_actor" IS NULL
      AND NOT "_c0_did" IS NULL) AS "_c0_hit",
    COALESCE(
      COUNT_IF(
        COALESCE((
          "_c0_then"
        ), TRUE)
        AND NOT "_c0_actor" IS NULL
        AND COALESCE("_c0_might", 0) > 0
      ),
      0
    ) AS "_c0_shared"
  FROM (
    SELECT
      *,
      MIN({'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}) FILTER(WHERE
        COALESCE((
          "_c0_first"
        ), FALSE)) OVER (PARTITION BY "_key_0", "_c0_actor") AS "_c0_did",
      COUNT(*) FILTER(WHERE
        COALESCE((
          "_c0_first"
        ), TRUE)) OVER (PARTITION BY "_key_0", "_c0_actor") AS "_c0_might"
    FROM (
      SELECT
        *,
        CAST(CASE
          WHEN "_known"
          THEN DENSE_RANK() OVER (PARTITION BY "_key_0", "_known" ORDER BY "_ord_0", "_ord_1")
          ELSE CAST(NULL AS BIGINT)
        END AS BIGINT) AS "_pos"
      FROM (
        SELECT
          "_file" AS "_file",
          "_row" AS "_row",
          "case_id" AS "_key_0",
          CASE WHEN "case_id" IS NULL THEN "_row" ELSE NULL END AS "_home",
          CAST("opened_at" AS TIMESTAMP) AS "_at",
          NOT "opened_at" IS NULL AND NOT "score" IS NULL AS "_known",
          "opened_at" AS "_ord_0",
          "score" AS "_ord_1",
          CAST("kind" AS TEXT) AS "_what",
          (
            kind = 'a'
          ) AS "_c0_first",
          (
            kind = 'b'
          ) AS "_c0_then",
          CAST("team" AS TEXT) AS "_c0_actor"
        FROM "export_cases"
      ) AS events
    ) AS placed
  ) AS known
  GROUP BY
    "_key_0",
    "_home"
) AS grouped
  ON "listed"."case_id" = "grouped"."_key_0"
ORDER BY
  "_file",
  "_row"
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
  COALESCE(COUNT_IF("s0" = 13), 0),
  COALESCE(COUNT_IF("s0" = 14), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN NOT COALESCE((
        "_listed"
      ), FALSE)
      THEN 10
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT "_c0_hit" IS NULL
      THEN 2
      WHEN FALSE
      THEN 3
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 12
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE(0, 0) > 0
      THEN 13
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_unnamed", 0) > 0
      THEN 14
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      THEN 15
      WHEN FALSE
      OR NOT (
        COALESCE(
          (
            CASE
              WHEN CONTAINS("_unreadable", ',closed_at,')
              THEN NULL
              ELSE NOT closed_at IS NULL
            END
          ),
          FALSE
        )
      )
      THEN 3
      ELSE 1
    END AS TINYINT) AS "s0"
  FROM "guiju_cases_0"
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
  CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'at') AS TIMESTAMP) AS "started",
  CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'at') AS TIMESTAMP) AS "ended",
  CAST(NULL AS TIMESTAMP) AS "due",
  CAST(NULL AS TEXT) AS "limit",
  CAST(NULL AS DOUBLE) AS "measured_s",
  CONCAT_WS(
    ', ',
    CASE
      WHEN NOT STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'row') IS NULL
      THEN CONCAT(
        'first=',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'what') AS TEXT), '?'),
        ' @ ',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'at') AS TEXT), '?'),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'row') AS TEXT),
        ')'
      )
      ELSE NULL
    END,
    CASE
      WHEN NOT STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'row') IS NULL
      THEN CONCAT(
        'then=',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'what') AS TEXT), '?'),
        ' @ ',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'at') AS TEXT), '?'),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'row') AS TEXT),
        ')'
      )
      ELSE NULL
    END
  ) AS "values",
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
      WHEN NOT COALESCE((
        "_listed"
      ), FALSE)
      THEN 10
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT "_c0_hit" IS NULL
      THEN 2
      WHEN FALSE
      THEN 3
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 12
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE(0, 0) > 0
      THEN 13
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_unnamed", 0) > 0
      THEN 14
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      THEN 15
      WHEN FALSE
      OR NOT (
        COALESCE(
          (
            CASE
              WHEN CONTAINS("_unreadable", ',closed_at,')
              THEN NULL
              ELSE NOT closed_at IS NULL
            END
          ),
          FALSE
        )
      )
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "guiju_cases_0"
) AS single
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
  CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'at') AS TIMESTAMP) AS "started",
  CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'at') AS TIMESTAMP) AS "ended",
  CAST(NULL AS TIMESTAMP) AS "due",
  CAST(NULL AS TEXT) AS "limit",
  CAST(NULL AS DOUBLE) AS "measured_s",
  CONCAT_WS(
    ', ',
    CASE
      WHEN NOT STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'row') IS NULL
      THEN CONCAT(
        'first=',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'what') AS TEXT), '?'),
        ' @ ',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'at') AS TEXT), '?'),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'one'), 'row') AS TEXT),
        ')'
      )
      ELSE NULL
    END,
    CASE
      WHEN NOT STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'row') IS NULL
      THEN CONCAT(
        'then=',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'what') AS TEXT), '?'),
        ' @ ',
        COALESCE(CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'at') AS TEXT), '?'),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(STRUCT_EXTRACT("_c0_hit", 'two'), 'row') AS TEXT),
        ')'
      )
      ELSE NULL
    END
  ) AS "values",
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
      WHEN NOT COALESCE((
        "_listed"
      ), FALSE)
      THEN 10
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT "_c0_hit" IS NULL
      THEN 2
      WHEN FALSE
      THEN 3
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 12
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE(0, 0) > 0
      THEN 13
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      AND COALESCE("_c0_unnamed", 0) > 0
      THEN 14
      WHEN NOT (
        (
          NOT COALESCE("_c0_ones", 0) > 0 OR NOT COALESCE("_c0_others", 0) > 0
        )
        OR (
          NOT COALESCE("_c0_shared", 0) > 0 AND NOT COALESCE("_c0_unnamed", 0) > 0
        )
      )
      THEN 15
      WHEN FALSE
      OR NOT (
        COALESCE(
          (
            CASE
              WHEN CONTAINS("_unreadable", ',closed_at,')
              THEN NULL
              ELSE NOT closed_at IS NULL
            END
          ),
          FALSE
        )
      )
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "guiju_cases_0"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
