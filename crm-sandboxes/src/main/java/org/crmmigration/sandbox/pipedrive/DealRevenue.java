package org.crmmigration.sandbox.pipedrive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deal reports of its recurring products: {@code arr} a year, {@code mrr} a twelfth of it, {@code acv} the year
 * with what is paid once. All null without products, and below the Growth plan.
 */
final class DealRevenue {

    private final Account account;

    DealRevenue(Account account) {
        this.account = account;
    }

    void update(ObjectNode deal) {
        BigDecimal yearly = BigDecimal.ZERO;
        BigDecimal once = BigDecimal.ZERO;
        boolean any = false;
        for (long id : account.table("dealProducts").linked("deal_id", Json.text(deal, "id"))) {
            ObjectNode row = account.table("dealProducts").get(id);
            if (row != null && row.path("is_enabled").asBoolean(true)) {
                BigDecimal sum = row.path("sum").decimalValue();
                any = true;
                yearly = yearly.add(sum.multiply(BigDecimal.valueOf(Billing.perYear(row))));
                once = once.add(Billing.recurs(row) ? BigDecimal.ZERO : sum);
            }
        }
        if (any && account.settings().plan().allowsRecurringProducts()) {
            deal.put("arr", yearly)
                    .put("mrr", yearly.divide(BigDecimal.valueOf(12), 2, RoundingMode.HALF_UP))
                    .put("acv", yearly.add(once));
        } else {
            deal.putNull("arr").putNull("mrr").putNull("acv");
        }
        deal.put("update_time", account.rfcNow());
        account.save("deals", deal.path("id").asLong(), deal);
    }
}
