package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.util.Optional;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.normal.Flags;
import org.crmmigration.messaging.value.Value;

/** The row of a sale or a rebill as the beginning of an order; what happens to it later is added by the fold. */
final class OrderRow {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Session session;

    OrderRow(Session session) {
        this.session = session;
    }

    void read(Intake intake, Draft draft, TransactionType type, BigDecimal amount, boolean known) {
        StagedRow row = intake.row();
        draft.text("transaction_id", row.key());
        draft.text("type", type.name());
        draft.fields().put("amount", new Value.Money(amount, intake.currency("amount")));
        if (amount.signum() < 0) {
            intake.say(Rule.T06, "amount", "");
        }
        sum(intake, draft, amount);
        intake.extras();
        intake.texts(
                "price_point",
                "coupon_code",
                "payment_number",
                "affiliate_username",
                "processor_transaction_id",
                "product_name",
                "product_id");
        intake.id("subscription_id");
        intake.text("processor", "payment_method");
        if (intake.whole("quantity", "quantity").isEmpty()) {
            draft.fields().put("quantity", new Value.Whole(1));
        }
        boolean trial = Flags.parse(Cells.clean(row.cell("is_trial"))).orElse(false);
        draft.fields().put("is_trial", new Value.Flag(trial));
        if (!known && Emails.valid(row.mail())) {
            draft.text("buyer_email", row.mail());
        }
        session.vocabulary()
                .product(row.cell("product_name"), row.cell("product_id"))
                .ifPresent(product -> draft.references().put("product", product));
        if (type == TransactionType.REBILL
                && Cells.text(row.cell("subscription_id")).isEmpty()) {
            intake.say(Rule.T12, "subscription_id", "");
        }
    }

    private static void sum(Intake intake, Draft draft, BigDecimal amount) {
        BigDecimal tax = intake.part("tax_amount", "tax", Rule.T05).orElse(BigDecimal.ZERO);
        BigDecimal shipping =
                intake.part("shipping_amount", "shipping", Rule.T05).orElse(BigDecimal.ZERO);
        BigDecimal discount = intake.part("discount_amount", "discount", Rule.T05)
                .orElse(BigDecimal.ZERO)
                .abs();
        draft.fields()
                .computeIfPresent("discount", (_, _) -> new Value.Money(discount, intake.currency("discount_amount")));
        Optional<BigDecimal> base = intake.figure("base_amount");
        if (base.isEmpty()) {
            return;
        }
        BigDecimal parts = base.get().subtract(discount).add(tax.abs()).add(shipping.abs());
        BigDecimal quantity = intake.figure("quantity")
                .map(BigDecimal::abs)
                .filter(many -> many.signum() > 0)
                .orElse(BigDecimal.ONE);
        if (parts.subtract(amount).abs().compareTo(CENT.multiply(quantity)) > 0) {
            intake.say(Rule.T07, "amount", "");
        }
    }
}
