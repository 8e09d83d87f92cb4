package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a note looks to the client, with the names of what it hangs on. */
final class NoteView {

    private final Account account;

    NoteView(Account account) {
        this.account = account;
    }

    ObjectNode of(ObjectNode row) {
        ObjectNode view = Json.object();
        for (String member : new String[] {"id", "active_flag", "add_time", "content"}) {
            view.set(member, row.get(member));
        }
        view.set("deal", named(row, "deal_id", "deals", "title"));
        for (String member : new String[] {"lead_id", "deal_id", "last_update_user_id", "org_id"}) {
            view.set(member, row.get(member));
        }
        view.set("organization", named(row, "org_id", "organizations", "name"));
        view.set("person", named(row, "person_id", "persons", "name"));
        view.set("person_id", row.get("person_id"));
        view.set("project_id", row.get("project_id"));
        view.putNull("project");
        NotesApi.PINS.forEach(pin -> view.put(
                "pinned_to_" + pin + "_flag",
                row.path("pinned_to_" + pin + "_flag").asBoolean(false)));
        view.set("update_time", row.get("update_time"));
        view.set("user", user(row));
        view.set("user_id", row.get("user_id"));
        return view;
    }

    private @Nullable ObjectNode named(ObjectNode row, String link, String table, String member) {
        ObjectNode target =
                row.hasNonNull(link) ? account.find(table, row.path(link).asLong()) : null;
        return target == null ? null : Json.object().put(member, Json.text(target, member));
    }

    private @Nullable ObjectNode user(ObjectNode row) {
        long id = row.path("user_id").asLong();
        ObjectNode user = account.find("users", id);
        if (user == null) {
            return null;
        }
        ObjectNode view = Json.object().put("email", Json.text(user, "email"));
        return view.putNull("icon_url").put("is_you", id == Account.ME).put("name", Json.text(user, "name"));
    }
}
