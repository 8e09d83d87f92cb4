package org.crmmigration.sandbox.dynamics;

import java.math.BigDecimal;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Lines of opportunities: write-in or from the catalogue, with the prices and sums that follow. */
final class LineRules implements TableRules.Rule {

    private final Environment environment;
    private final RowWriter writer;

    LineRules(Environment environment, RowWriter writer) {
        this.environment = environment;
        this.writer = writer;
    }

    @Override
    public void beforeSave(Draft draft) {
        ObjectNode opportunity = draft.tx().get("opportunity", draft.text("_opportunityid_value"));
        if (opportunity == null) {
            throw Refusal.of(ErrorCode.MISSING_OPPORTUNITY, "The opportunity id is missing.");
        }
        if (opportunity.path("statecode").asInt(0) != OpportunityRules.OPEN) {
            throw Refusal.of(
                    ErrorCode.OPPORTUNITY_ALREADY_CLOSED,
                    "The opportunity is already closed and its lines cannot be changed.");
        }
        boolean writeIn = draft.row().path("isproductoverridden").asBoolean(!draft.has("_productid_value"));
        draft.row().put("isproductoverridden", writeIn);
        if (writeIn) {
            writeIn(draft, opportunity);
        } else {
            fromCatalogue(draft, opportunity);
        }
        amounts(draft);
    }

    @Override
    public void afterSave(Draft draft) {
        OpportunityTotals.recalculate(environment, writer, draft.tx(), draft.text("_opportunityid_value"));
    }

    private void writeIn(Draft draft, ObjectNode opportunity) {
        if (draft.has("_uomid_value") && draft.has("productdescription")) {
            throw Refusal.of(
                    ErrorCode.BOTH_UOM_AND_PRODUCT_DESCRIPTION,
                    "Cannot specify both unit and product description for a write-in product.");
        }
        if (!draft.has("productdescription")) {
            throw Refusal.of(ErrorCode.MISSING_PRODUCT, "The product id is missing.");
        }
        boolean noList = opportunity.path("_pricelevelid_value").isMissingNode();
        if (noList && environment.quirks().sales().writeInNeedsPriceList()) {
            throw Refusal.of(ErrorCode.PRICE_LIST_IS_MANDATORY, "The price list is mandatory for this opportunity.");
        }
        draft.row().put("opportunityproductname", draft.text("productdescription"));
        draft.row().put("pricingerrorcode", 0);
    }

    private void fromCatalogue(Draft draft, ObjectNode opportunity) {
        ObjectNode product = draft.tx().get("product", draft.text("_productid_value"));
        if (product == null) {
            throw Refusal.of(ErrorCode.MISSING_PRODUCT, "The product id is missing.");
        }
        if (!draft.has("_uomid_value")) {
            throw Refusal.of(ErrorCode.MISSING_UOM, "The unit id is missing.");
        }
        if (product.path("statecode").asInt(2) != 0) {
            throw Refusal.of(ErrorCode.PRODUCT_INVALID_UNIT, "You can only add active products.");
        }
        draft.row().put("opportunityproductname", product.path("name").asString(""));
        String list = opportunity.path("_pricelevelid_value").asString("");
        ObjectNode price = price(draft, list);
        int error = list.isEmpty() ? 2 : price == null ? 11 : 0;
        draft.row().put("pricingerrorcode", error);
        boolean own = draft.row().path("ispriceoverridden").asBoolean(false);
        if (!own && price != null) {
            draft.row().put("priceperunit", OpportunityTotals.amount(price, "amount"));
        }
    }

    private static @Nullable ObjectNode price(Draft draft, String priceList) {
        RowIndex prices = draft.tx().table("productpricelevel").index("_productid_value");
        if (prices == null) {
            return null;
        }
        for (String id : prices.find(Keys.single(draft.text("_productid_value")))) {
            ObjectNode price = draft.tx().get("productpricelevel", id);
            if (price != null
                    && price.path("_pricelevelid_value").asString("").equals(priceList)
                    && price.path("_uomid_value").asString("").equals(draft.text("_uomid_value"))) {
                return price;
            }
        }
        return null;
    }

    private static void amounts(Draft draft) {
        BigDecimal price = OpportunityTotals.amount(draft.row(), "priceperunit");
        BigDecimal base = OpportunityTotals.money(price.multiply(OpportunityTotals.amount(draft.row(), "quantity")));
        BigDecimal extended = base.subtract(OpportunityTotals.amount(draft.row(), "manualdiscountamount"))
                .add(OpportunityTotals.amount(draft.row(), "tax"));
        draft.row().put("baseamount", base).put("extendedamount", OpportunityTotals.money(extended));
    }
}
