package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.Rules.Change;
import tools.jackson.databind.node.ObjectNode;

/**
 * Status and its times: {@code won_time} goes with won, {@code lost_time} and {@code lost_reason} with lost,
 * {@code close_time} with either. Reopening empties the times and keeps the reason.
 */
final class DealStatus {

    private final Account account;
    private final Common common;

    DealStatus(Account account, Common common) {
        this.account = account;
        this.common = common;
    }

    void apply(Change change) {
        ObjectNode row = change.row();
        if (change.creating() && !change.body().has("status")) {
            row.put("status", "open");
        }
        String status = Json.text(row, "status");
        allowedOnly(change, "won_time", status.equals("won"));
        allowedOnly(change, "lost_time", status.equals("lost"));
        allowedOnly(change, "close_time", !status.equals("open"));
        if (change.body().has("lost_reason") && !status.equals("lost")) {
            // Not even null: the reason of a reopened deal cannot be cleared.
            throw Refusal.invalid("lost_reason", "does not go with the status of the deal");
        }
        boolean changed =
                change.before() == null ? !status.equals("open") : !status.equals(Json.text(change.before(), "status"));
        switch (status) {
            case "won" -> close(change, "won_time", "lost_time", changed);
            case "lost" -> close(change, "lost_time", "won_time", changed);
            default -> reopen(row);
        }
        localDate(row, "won_time", "local_won_date");
        localDate(row, "lost_time", "local_lost_date");
        localDate(row, "close_time", "local_close_date");
    }

    private static void allowedOnly(Change change, String member, boolean allowed) {
        if (!allowed && change.body().hasNonNull(member)) {
            throw Refusal.invalid(member, "does not go with the status of the deal");
        }
    }

    private void close(Change change, String own, String other, boolean changed) {
        ObjectNode row = change.row();
        row.putNull(other);
        if (change.body().has(own)) {
            row.put(own, common.time(change, own));
        } else if (changed) {
            row.put(own, account.rfcNow());
        }
        if (change.body().hasNonNull("close_time")) {
            row.put("close_time", common.time(change, "close_time"));
        } else if (changed || change.body().has(own)) {
            row.set("close_time", row.get(own));
        }
    }

    private static void reopen(ObjectNode row) {
        row.putNull("won_time").putNull("lost_time").putNull("close_time");
    }

    private static void localDate(ObjectNode row, String time, String date) {
        String at = Json.text(row, time);
        row.put(date, at.isEmpty() ? null : at.substring(0, 10));
    }
}
