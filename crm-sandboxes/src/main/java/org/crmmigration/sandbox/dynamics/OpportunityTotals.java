package org.crmmigration.sandbox.dynamics;

import java.math.BigDecimal;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sums of an opportunity's lines, and its estimate when the system calculates that. */
final class OpportunityTotals {

    private OpportunityTotals() {}

    static void recalculate(Environment environment, RowWriter writer, Transaction tx, String opportunityId) {
        ObjectNode opportunity = tx.get("opportunity", opportunityId);
        RowIndex lines = tx.table("opportunityproduct").index("_opportunityid_value");
        if (opportunity == null || lines == null) {
            return;
        }
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        BigDecimal discount = BigDecimal.ZERO;
        for (String id : lines.find(Keys.single(opportunityId))) {
            ObjectNode line = tx.get("opportunityproduct", id);
            if (line != null) {
                net = net.add(amount(line, "baseamount")).subtract(amount(line, "manualdiscountamount"));
                tax = tax.add(amount(line, "tax"));
                discount = discount.add(amount(line, "manualdiscountamount"));
            }
        }
        BigDecimal off = amount(opportunity, "discountamount")
                .add(net.multiply(amount(opportunity, "discountpercentage")).movePointLeft(2));
        BigDecimal freight = amount(opportunity, "freightamount");
        BigDecimal total = net.subtract(off).add(freight).add(tax);
        opportunity
                .put("totallineitemamount", money(net))
                .put("totallineitemdiscountamount", money(discount))
                .put("totaltax", money(tax))
                .put("totaldiscountamount", money(off))
                .put("totalamountlessfreight", money(net.subtract(off)))
                .put("totalamount", money(total));
        if (opportunity.path("isrevenuesystemcalculated").asBoolean(false)) {
            opportunity.put("estimatedvalue", money(total));
        }
        TableDefinition table = environment.tableNamed("opportunity");
        writer.touch(tx, table, opportunityId, opportunity);
    }

    static BigDecimal amount(JsonNode row, String member) {
        return row.path(member).decimalValue(BigDecimal.ZERO);
    }

    static BigDecimal money(BigDecimal value) {
        return value.setScale(2, java.math.RoundingMode.HALF_EVEN);
    }
}
