package org.crmmigration.reconcile.ledger;

import java.util.List;

/** Asks a ledger file where an export's money is. */
record MoneySums(Database database) {

    private static final String MONEY = """
            WITH part AS (
              SELECT s.currency, CASE WHEN x.key_hash IS NULL THEN units ELSE 0 END AS paid,
                CASE WHEN x.key_hash IS NULL THEN 0 ELSE units END AS left_out, 0 AS won, 0 AS confirmed, 0 AS read_back,
                CASE WHEN x.key_hash IS NULL AND COALESCE(own.place, l.place) = 1 THEN units ELSE 0 END AS open,
                CASE WHEN x.key_hash IS NULL AND COALESCE(own.place, l.place) = 0 THEN units ELSE 0 END AS elsewhere
              FROM source_money s LEFT JOIN excluded x
                ON x.run = ?2 AND x.key_hash = s.key_hash AND x.reason <> 'totalled'
              LEFT JOIN landing own ON own.run = ?2 AND own.source_hash = s.key_hash
              LEFT JOIN landing l ON l.run = ?2 AND l.source_hash = s.carrier_hash
              WHERE s.export = ?1
              UNION ALL
              SELECT d.currency, 0, 0, units, CASE WHEN w.state BETWEEN 1 AND 4 THEN units ELSE 0 END,
                CASE WHEN v.status IN ('VERIFIED', 'DIFFERENT') AND v.cause_code IS NULL
                  AND instr(',' || COALESCE(v.different_fields, '') || ',', ',value,') = 0
                  AND instr(',' || COALESCE(v.different_fields, '') || ',', ',revenue,') = 0 THEN units ELSE 0 END, 0, 0
              FROM deal_money d
              JOIN work w ON w.run = d.run AND w.phase = d.phase AND w.key_hash = d.key_hash AND w.action IS NOT NULL
              LEFT JOIN work v ON v.run = d.run AND v.phase = 90 AND v.key_hash = d.key_hash
              WHERE d.run = ?2)
            SELECT currency, sum(paid), sum(left_out), sum(won), sum(confirmed), sum(read_back), sum(open), sum(elsewhere)
            FROM part GROUP BY currency ORDER BY currency""";

    /** Sums of money by currency: as the source has them, and as a run's deals have them. */
    List<MoneyLine> of(String export, String run) {
        return database.list(
                MONEY,
                row -> new MoneyLine(
                        row.getString(1),
                        MoneyTable.amount(row.getLong(2)),
                        MoneyTable.amount(row.getLong(3)),
                        MoneyTable.amount(row.getLong(4)),
                        MoneyTable.amount(row.getLong(5)),
                        MoneyTable.amount(row.getLong(6)),
                        MoneyTable.amount(row.getLong(7)),
                        MoneyTable.amount(row.getLong(8))),
                export,
                run);
    }
}
