package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.Rules.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules that several kinds of record share. */
final class Common {

    private static final Set<Long> WITHOUT_GROUPS = Set.of(1L, 3L);
    private static final Set<Long> WITH_GROUPS = Set.of(1L, 3L, 5L, 7L);
    private static final int DEFAULT_VISIBILITY = 3;

    private final Account account;

    Common(Account account) {
        this.account = account;
    }

    /** Defaults of owner and visibility; the plan says which visibilities there are. */
    void ownerAndVisibility(Change change) {
        if (change.creating() && !change.body().has("owner_id")) {
            change.row().put("owner_id", Account.ME);
        }
        JsonNode visible = change.body().get("visible_to");
        Set<Long> allowed = account.settings().plan().hasVisibilityGroups() ? WITH_GROUPS : WITHOUT_GROUPS;
        if (visible != null && !allowed.contains(visible.asLong())) {
            throw Refusal.invalid(
                    "visible_to", "must be one of " + allowed.stream().sorted().toList());
        }
        if (visible == null && change.creating()) {
            change.row().put("visible_to", DEFAULT_VISIBILITY);
        }
    }

    void labels(Change change) {
        if (change.creating() && !change.body().has("label_ids")) {
            change.row().set("label_ids", Json.array());
        }
    }

    /** A creation date of the client's choice, where it may choose. */
    void addTime(Change change) {
        if (change.body().has("add_time")) {
            change.row().put("add_time", time(change, "add_time"));
        }
    }

    /** A sent instant in the form it is read in. */
    String time(Change change, String member) {
        String sent = Json.text(change.body(), member);
        Instant instant = parse(sent);
        if (instant == null) {
            throw Refusal.invalid(member, "The value is not a valid datetime");
        }
        return Times.rfc3339(instant);
    }

    private @Nullable Instant parse(String sent) {
        Instant instant = Times.parseRfc3339(sent);
        boolean spaced = account.settings().quirks().timesWithSpace();
        return instant == null && spaced ? Times.parseSpaced(sent) : instant;
    }

    /** A member that must be there when creating and must never become empty. */
    void required(Change change, String member, String message) {
        if ((change.creating() || change.body().has(member))
                && Json.text(change.row(), member).isBlank()) {
            throw Refusal.invalid(member, message);
        }
    }
}
