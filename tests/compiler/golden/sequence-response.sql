CREATE OR REPLACE TEMPORARY TABLE "guiju_cases_0" AS
SELECT
  "_key_0" AS "case_id",
  "_started" AS "opened_at",
  STRUCT_EXTRACT("_home", 'file') AS "_file",
  STRUCT_EXTRACT("_home", 'row') AS "_row",
  CAST(NULL AS TEXT) AS "_unreadable",
  "_started" AS "_started",
  "_last" AS "_last",
  "_c0_miss" AS "_c0_miss",
  "_c0_late" AS "_c0_late",
  "_c0_open" AS "_c0_open",
  "_c0_gap" AS "_c0_gap",
  "_c0_perhaps" AS "_c0_perhaps",
  "_c0_maybe" AS "_c0_maybe",
  "_c0_undated_one" AS "_c0_undated_one",
  "_c0_undated_other" AS "_c0_undated_other",
  "_c0_inside" AS "_c0_inside"
FROM (
  SELECT
    "_key_0",
    MIN("_at") AS "_started",
    MAX("_at") AS "_last",
    MIN({'file': "_file", 'row': "_row"}) AS "_home",
    MIN({'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}) FILTER(WHERE
      (
        COALESCE((
          "_c0_first"
        ), FALSE) AND NOT "_pos" IS NULL
      )
      AND (
        "_c0_loose" IS NULL AND NOT "_c0_tied"
      )) AS "_c0_miss",
    MAX(
      {'gap': (
        EPOCH_US(STRUCT_EXTRACT("_c0_loose", 'at')) - EPOCH_US("_at")
      ), 'one': {'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}, 'two': "_c0_loose"}
    ) FILTER(WHERE
      (
        COALESCE((
          "_c0_first"
        ), FALSE) AND NOT "_pos" IS NULL
      )
      AND NOT "_c0_loose" IS NULL
      AND NOT "_c0_tied") AS "_c0_late",
    COALESCE(
      COUNT_IF(
        COALESCE((
          "_c0_first"
        ), TRUE)
        AND (
          "_pos" IS NULL OR "_c0_strict" IS NULL
        )
      ),
      0
    ) AS "_c0_open",
    MAX((
      EPOCH_US(STRUCT_EXTRACT("_c0_strict", 'at')) - EPOCH_US("_at")
    )) FILTER(WHERE
      COALESCE((
        "_c0_first"
      ), TRUE) AND NOT "_pos" IS NULL) AS "_c0_gap",
    COALESCE(COUNT_IF("_c0_scope" IS NULL), 0) AS "_c0_perhaps",
    COALESCE(COUNT_IF("_c0_first" IS NULL OR "_c0_then" IS NULL), 0) AS "_c0_maybe",
    COALESCE(COUNT_IF(COALESCE((
      "_c0_first"
    ), TRUE) AND "_pos" IS NULL), 0) AS "_c0_undated_one",
    COALESCE(COUNT_IF(COALESCE((
      "_c0_then"
    ), TRUE) AND "_pos" IS NULL), 0) AS "_c0_undated_other",
    COALESCE(COUNT_IF(COALESCE((
      "_c0_scope"
    ), FALSE)), 0) AS "_c0_inside"
  FROM (
    SELECT
      *,
      MIN({'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}) FILTER(WHERE
        COALESCE((
          "_c0_then"
        ), TRUE) AND NOT "_pos" IS NULL) OVER (
        PARTITION BY "_key_0"
        ORDER BY "_pos"
        RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ) AS "_c0_loose",
      COUNT(*) FILTER(WHERE
        COALESCE((
          "_c0_then"
        ), TRUE) AND NOT "_pos" IS NULL) OVER (PARTITION BY "_key_0", "_pos") - CASE WHEN COALESCE((
        "_c0_then"
      ), TRUE) THEN 1 ELSE 0 END > 0 AS "_c0_tied",
      MIN({'pos': "_pos", 'at': "_at", 'file': "_file", 'row': "_row", 'what': "_what"}) FILTER(WHERE
        COALESCE((
          "_c0_then"
        ), FALSE) AND NOT "_pos" IS NULL) OVER (
        PARTITION BY "_key_0"
        ORDER BY "_pos"
        RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ) AS "_c0_strict"
    FROM (
      SELECT
        *,
        CAST(CASE
          WHEN "_known"
          THEN DENSE_RANK() OVER (PARTITION BY "_key_0", "_known" ORDER BY "_ord_0")
          ELSE CAST(NULL AS BIGINT)
        END AS BIGINT) AS "_pos"
      FROM (
        SELECT
          "_file" AS "_file",
          "_row" AS "_row",
          "case_id" AS "_key_0",
          CASE WHEN "case_id" IS NULL THEN "_row" ELSE NULL END AS "_home",
          CAST("opened_at" AS TIMESTAMP) AS "_at",
          NOT "opened_at" IS NULL AS "_known",
          "opened_at" AS "_ord_0",
          CAST("kind" AS TEXT) AS "_what",
          (
            kind = 'a'
          ) AS "_c0_first",
          (
            kind = 'b'
          ) AS "_c0_then",
          (
            score > 1
          ) AS "_c0_scope"
        FROM "export_cases"
      ) AS events
    ) AS placed
  ) AS known
  GROUP BY
    "_key_0",
    "_home"
) AS grouped
ORDER BY
  "_file",
  "_row"
;
SELECT
  COUNT(*),
  COALESCE(COUNT_IF("s0" = 1), 0),
  COALESCE(COUNT_IF("s0" = 2), 0),
  COALESCE(COUNT_IF("s0" = 3), 0),
  COALESCE(COUNT_IF("s0" = 4), 0),
  COALESCE(COUNT_IF("s0" = 5), 0),
  COALESCE(COUNT_IF("s0" = 10), 0),
  COALESCE(COUNT_IF("s0" = 11), 0),
  COALESCE(COUNT_IF("s0" = 12), 0),
  COALESCE(COUNT_IF("s0" = 13), 0),
  COALESCE(COUNT_IF("s0" = 14), 0)
FROM (
  SELECT
    CAST(CASE
      WHEN "case_id" IS NULL
      THEN 10
      WHEN NOT (
        COALESCE("_c0_inside", 0) > 0 OR COALESCE("_c0_perhaps", 0) > 0
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT COALESCE("_c0_inside", 0) > 0
      THEN 12
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        OR COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_miss", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 2
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        NOT "_c0_miss" IS NULL
        AND NOT COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_perhaps", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        AND (
          NOT COALESCE("_c0_undated_one", 0) > 0
          AND NOT COALESCE(
            (
              "_c0_gap" > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
        )
      )
      THEN 3
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 13
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE((
        COALESCE("_c0_undated_one", 0) + COALESCE("_c0_undated_other", 0)
      ), 0) > 0
      THEN 14
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 15
      WHEN FALSE OR FALSE
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
  COALESCE(
    STRUCT_EXTRACT(
      CASE
        WHEN COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        THEN STRUCT_EXTRACT("_c0_late", 'two')
        ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
      END,
      'row'
    ),
    STRUCT_EXTRACT(
      CASE
        WHEN COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        THEN STRUCT_EXTRACT("_c0_late", 'one')
        ELSE "_c0_miss"
      END,
      'row'
    ),
    "_row"
  ) AS "row",
  CAST("case_id" AS TEXT) AS "key",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'one')
      ELSE "_c0_miss"
    END,
    'at'
  ) AS TIMESTAMP) AS "started",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'two')
      ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
    END,
    'at'
  ) AS TIMESTAMP) AS "ended",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'one')
      ELSE "_c0_miss"
    END,
    'at'
  ) + TO_SECONDS(
    CAST((
      (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      )
    ) / 1000000 AS BIGINT)
  ) AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
  CAST((
    EPOCH(
      COALESCE(
        STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'two')
            ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
          END,
          'at'
        ),
        CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      )
    ) - EPOCH(
      STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'one')
          ELSE "_c0_miss"
        END,
        'at'
      )
    )
  ) AS DOUBLE) AS "measured_s",
  CONCAT_WS(
    ', ',
    CASE
      WHEN NOT STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'one')
          ELSE "_c0_miss"
        END,
        'row'
      ) IS NULL
      THEN CONCAT(
        'first=',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'one')
              ELSE "_c0_miss"
            END,
            'what'
          ) AS TEXT),
          '?'
        ),
        ' @ ',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'one')
              ELSE "_c0_miss"
            END,
            'at'
          ) AS TEXT),
          '?'
        ),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'one')
            ELSE "_c0_miss"
          END,
          'row'
        ) AS TEXT),
        ')'
      )
      ELSE NULL
    END,
    CASE
      WHEN NOT STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'two')
          ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
        END,
        'row'
      ) IS NULL
      THEN CONCAT(
        'then=',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'two')
              ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
            END,
            'what'
          ) AS TEXT),
          '?'
        ),
        ' @ ',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'two')
              ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
            END,
            'at'
          ) AS TEXT),
          '?'
        ),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'two')
            ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
          END,
          'row'
        ) AS TEXT),
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
      WHEN "case_id" IS NULL
      THEN 10
      WHEN NOT (
        COALESCE("_c0_inside", 0) > 0 OR COALESCE("_c0_perhaps", 0) > 0
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT COALESCE("_c0_inside", 0) > 0
      THEN 12
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        OR COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_miss", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 2
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        NOT "_c0_miss" IS NULL
        AND NOT COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_perhaps", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        AND (
          NOT COALESCE("_c0_undated_one", 0) > 0
          AND NOT COALESCE(
            (
              "_c0_gap" > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
        )
      )
      THEN 3
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 13
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE((
        COALESCE("_c0_undated_one", 0) + COALESCE("_c0_undated_other", 0)
      ), 0) > 0
      THEN 14
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 15
      WHEN FALSE OR FALSE
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
  COALESCE(
    STRUCT_EXTRACT(
      CASE
        WHEN COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        THEN STRUCT_EXTRACT("_c0_late", 'two')
        ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
      END,
      'row'
    ),
    STRUCT_EXTRACT(
      CASE
        WHEN COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        THEN STRUCT_EXTRACT("_c0_late", 'one')
        ELSE "_c0_miss"
      END,
      'row'
    ),
    "_row"
  ) AS "row",
  CAST("case_id" AS TEXT) AS "key",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'one')
      ELSE "_c0_miss"
    END,
    'at'
  ) AS TIMESTAMP) AS "started",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'two')
      ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
    END,
    'at'
  ) AS TIMESTAMP) AS "ended",
  CAST(STRUCT_EXTRACT(
    CASE
      WHEN COALESCE(
        (
          STRUCT_EXTRACT("_c0_late", 'gap') > (
            CASE
              WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
              THEN 86400000000
              WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
              THEN 172800000000
              ELSE NULL
            END
          )
        ),
        FALSE
      )
      THEN STRUCT_EXTRACT("_c0_late", 'one')
      ELSE "_c0_miss"
    END,
    'at'
  ) + TO_SECONDS(
    CAST((
      (
        CASE
          WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
          THEN 86400000000
          WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
          THEN 172800000000
          ELSE NULL
        END
      )
    ) / 1000000 AS BIGINT)
  ) AS TIMESTAMP) AS "due",
  CAST(CASE
    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
    THEN 'PT24H'
    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
    THEN 'PT48H'
    ELSE NULL
  END AS TEXT) AS "limit",
  CAST((
    EPOCH(
      COALESCE(
        STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'two')
            ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
          END,
          'at'
        ),
        CAST('2025-08-31 18:00:00' AS TIMESTAMP)
      )
    ) - EPOCH(
      STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'one')
          ELSE "_c0_miss"
        END,
        'at'
      )
    )
  ) AS DOUBLE) AS "measured_s",
  CONCAT_WS(
    ', ',
    CASE
      WHEN NOT STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'one')
          ELSE "_c0_miss"
        END,
        'row'
      ) IS NULL
      THEN CONCAT(
        'first=',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'one')
              ELSE "_c0_miss"
            END,
            'what'
          ) AS TEXT),
          '?'
        ),
        ' @ ',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'one')
              ELSE "_c0_miss"
            END,
            'at'
          ) AS TEXT),
          '?'
        ),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'one')
            ELSE "_c0_miss"
          END,
          'row'
        ) AS TEXT),
        ')'
      )
      ELSE NULL
    END,
    CASE
      WHEN NOT STRUCT_EXTRACT(
        CASE
          WHEN COALESCE(
            (
              STRUCT_EXTRACT("_c0_late", 'gap') > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
          THEN STRUCT_EXTRACT("_c0_late", 'two')
          ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
        END,
        'row'
      ) IS NULL
      THEN CONCAT(
        'then=',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'two')
              ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
            END,
            'what'
          ) AS TEXT),
          '?'
        ),
        ' @ ',
        COALESCE(
          CAST(STRUCT_EXTRACT(
            CASE
              WHEN COALESCE(
                (
                  STRUCT_EXTRACT("_c0_late", 'gap') > (
                    CASE
                      WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                      THEN 86400000000
                      WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                      THEN 172800000000
                      ELSE NULL
                    END
                  )
                ),
                FALSE
              )
              THEN STRUCT_EXTRACT("_c0_late", 'two')
              ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
            END,
            'at'
          ) AS TEXT),
          '?'
        ),
        ' (',
        CAST(NULL AS TEXT),
        ', row ',
        CAST(STRUCT_EXTRACT(
          CASE
            WHEN COALESCE(
              (
                STRUCT_EXTRACT("_c0_late", 'gap') > (
                  CASE
                    WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                    THEN 86400000000
                    WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                    THEN 172800000000
                    ELSE NULL
                  END
                )
              ),
              FALSE
            )
            THEN STRUCT_EXTRACT("_c0_late", 'two')
            ELSE CAST(NULL AS STRUCT("pos" BIGINT, "at" TIMESTAMP, "file" BIGINT, "row" BIGINT, "what" TEXT))
          END,
          'row'
        ) AS TEXT),
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
      WHEN "case_id" IS NULL
      THEN 10
      WHEN NOT (
        COALESCE("_c0_inside", 0) > 0 OR COALESCE("_c0_perhaps", 0) > 0
      )
      THEN 4
      WHEN "opened_at" IS NULL
      THEN 11
      WHEN NOT (
        "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
      )
      THEN 5
      WHEN NOT COALESCE("_c0_inside", 0) > 0
      THEN 12
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        COALESCE(
          (
            STRUCT_EXTRACT("_c0_late", 'gap') > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        OR COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_miss", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 2
      WHEN NOT COALESCE("_c0_undated_other", 0) > 0
      AND (
        NOT "_c0_miss" IS NULL
        AND NOT COALESCE(
          (
            EPOCH_US(CAST('2025-08-31 18:00:00' AS TIMESTAMP)) - EPOCH_US(STRUCT_EXTRACT("_c0_perhaps", 'at')) > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
        AND (
          NOT COALESCE("_c0_undated_one", 0) > 0
          AND NOT COALESCE(
            (
              "_c0_gap" > (
                CASE
                  WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                  THEN 86400000000
                  WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                  THEN 172800000000
                  ELSE NULL
                END
              )
            ),
            FALSE
          )
        )
      )
      THEN 3
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE("_c0_maybe", 0) > 0
      THEN 13
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      AND COALESCE((
        COALESCE("_c0_undated_one", 0) + COALESCE("_c0_undated_other", 0)
      ), 0) > 0
      THEN 14
      WHEN NOT (
        NOT COALESCE("_c0_open", 0) > 0
        AND NOT COALESCE(
          (
            "_c0_gap" > (
              CASE
                WHEN "opened_at" >= CAST('2025-07-01 00:00:00' AS TIMESTAMP)
                THEN 86400000000
                WHEN "opened_at" >= CAST('2025-01-01 00:00:00' AS TIMESTAMP)
                THEN 172800000000
                ELSE NULL
              END
            )
          ),
          FALSE
        )
      )
      THEN 15
      WHEN FALSE OR FALSE
      THEN 3
      ELSE 1
    END AS TINYINT) AS "_state"
  FROM "guiju_cases_0"
) AS single
WHERE
  CAST("case_id" AS TEXT) = 'A''1'
