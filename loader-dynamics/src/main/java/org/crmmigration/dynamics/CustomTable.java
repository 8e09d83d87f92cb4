package org.crmmigration.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of our own that a mapping may choose, all under the publisher's prefix. */
enum CustomTable {
    /** What was bought, with contact and account. */
    ORDER("Kartra order", "Kartra orders", true, true),
    /** What is paid again and again, with contact and account. */
    SUBSCRIPTION("Kartra subscription", "Kartra subscriptions", true, true),
    /** A partner who sells for the customer, perhaps a contact too. */
    AFFILIATE("Kartra affiliate", "Kartra affiliates", true, false),
    /** A word that contacts carry, many to many. */
    TAG("Kartra tag", "Kartra tags", false, false);

    private final String label;
    private final String plural;
    private final boolean ofContacts;
    private final boolean ofAccounts;

    CustomTable(String label, String plural, boolean ofContacts, boolean ofAccounts) {
        this.label = label;
        this.plural = plural;
        this.ofContacts = ofContacts;
        this.ofAccounts = ofAccounts;
    }

    static Optional<CustomTable> ofWord(String word) {
        return Arrays.stream(values())
                .filter(table -> table.word().equals(word))
                .findFirst();
    }

    static Optional<CustomTable> ofTable(String logicalName, Names names) {
        return Arrays.stream(values())
                .filter(table -> table.logicalName(names).equals(logicalName))
                .findFirst();
    }

    /** The object type of its rows in commands. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label;
    }

    String plural() {
        return plural;
    }

    /** Tables its rows refer to. */
    List<String> lookups() {
        return Stream.of(ofContacts ? "contact" : "", ofAccounts ? "account" : "")
                .filter(target -> !target.isEmpty())
                .toList();
    }

    String logicalName(Names names) {
        return names.column(word());
    }

    String nameColumn(Names names) {
        return names.column("name");
    }

    /** The column that refers to a row of another table. */
    static String lookupColumn(Names names, String target) {
        return names.column(target + "id");
    }

    /** The navigation property from a contact to its tags, and the name of the table between them. */
    static String contactTags(Names names) {
        return names.column("contact_tag");
    }

    /** Its rows as an object type. */
    RowType rows(Names names) {
        String table = logicalName(names);
        RowTypeBuilder builder = new RowTypeBuilder(word(), table, table + "s", table + "id")
                .value("name", nameColumn(names))
                .after("table")
                .owned()
                .lookup("transactioncurrencyid", RowType.CURRENCY)
                .keyed();
        lookups().forEach(target -> builder.link(target, lookupColumn(names, target), target + "s"));
        return builder.build();
    }
}
