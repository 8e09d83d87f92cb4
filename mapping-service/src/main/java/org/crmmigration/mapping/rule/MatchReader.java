package org.crmmigration.mapping.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.Match;
import org.crmmigration.mapping.tree.Cursor;
import org.jspecify.annotations.Nullable;

/** Reads how a rule's objects are known in the CRM, and the policy of each group of fields. */
final class MatchReader {

    private final String type;
    private final Set<String> fields;
    private final Set<String> customs;

    MatchReader(String type, Set<String> fields, Set<String> customs) {
        this.type = type;
        this.fields = fields;
        this.customs = customs;
    }

    Match read(Cursor rule, @Nullable Entity entity) {
        List<String> by = new ArrayList<>();
        List<String> valid = entity == null ? Grammar.MATCHES : entity.matchBy();
        rule.child("match").items().forEach(item -> {
            if (valid.isEmpty()) {
                item.wrong("the loader cannot match objects of type " + type);
            } else {
                by.add(item.oneOf(valid, valid.getFirst()));
            }
        });
        Cursor existing = rule.child("existing");
        if (!existing.present()) {
            return new Match(by, Match.NEVER.policy(), Map.of());
        }
        existing.only(Grammar.EXISTING.names());
        return new Match(by, policy(existing.child("policy")), policies(existing.child("groups"), entity));
    }

    /** A group may name what the rule does not say, so that a line can be taken out of the rule alone. */
    private Map<String, String> policies(Cursor groups, @Nullable Entity entity) {
        Set<String> known = new HashSet<>(fields);
        known.addAll(customs);
        if (entity != null) {
            known.addAll(entity.fields());
            known.addAll(entity.customs().keySet());
        }
        Map<String, String> policies = new LinkedHashMap<>();
        groups.each((name, group) -> {
            group.only(Grammar.POLICY_GROUP.names());
            String policy = policy(group.child("policy"));
            group.child("fields").items().forEach(item -> {
                String field = item.oneOf(known, "");
                boolean own = fields.contains(field)
                        || (!customs.contains(field)
                                && entity != null
                                && entity.fields().contains(field));
                if (policies.put(own ? field : named(entity, field), policy) != null) {
                    item.wrong("'" + field + "' stands in another group already");
                }
            });
        });
        return policies;
    }

    private String named(@Nullable Entity entity, String slug) {
        return entity == null ? "field:" + type + ":" + slug : entity.fieldKey(slug);
    }

    private static String policy(Cursor cursor) {
        return cursor.oneOf(Grammar.POLICIES, Match.NEVER.policy());
    }
}
