package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The guarantee that a synthetic export landed: everything is there, nothing is there twice, everything hangs together. */
final class Landed {

    private Landed() {}

    static void wholly(Account account, SyntheticExport export) {
        once(account, "persons", "personFields", export.contacts());
        once(account, "deals", "dealFields", export.sales());
        assertThat(Account.repeated(account.keys("organizations", "organizationFields")))
                .isEmpty();
        linked(account);
    }

    private static void once(Account account, String table, String fields, int expected) {
        assertThat(account.records(table)).as(table).hasSize(expected);
        assertThat(Account.repeated(account.keys(table, fields))).as(table).isEmpty();
    }

    private static void linked(Account account) {
        Set<Integer> persons = ids(account.records("persons"));
        Set<Integer> organizations = ids(account.records("organizations"));
        assertThat(account.records("deals"))
                .allMatch(deal -> persons.contains(deal.path("person_id").asInt(-1)));
        assertThat(account.records("persons"))
                .filteredOn(person -> !person.path("org_id").isNull())
                .isNotEmpty()
                .allMatch(person -> organizations.contains(person.path("org_id").asInt(-1)));
    }

    private static Set<Integer> ids(List<JsonNode> records) {
        return records.stream().map(record -> record.path("id").asInt(-1)).collect(Collectors.toSet());
    }
}
