package org.crmmigration.dynamics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object type that is a row of a table: which logical field goes into which column.
 *
 * @param word the object type of commands
 * @param table logical name
 * @param set entity set
 * @param id primary key column
 * @param columns logical fields to columns; several may lead to one column, the first with a value wins
 * @param lookups columns that refer to rows: target set to navigation property
 * @param constants columns that always have the same value at creation
 * @param states states that the logical field {@code state} may name, to {@code statecode/statuscode}; the row is created
 *     open and then brought there, since Dataverse ignores the state of a new row
 * @param parent column of the row that creating this one locks, null when there is none
 * @param keyed has a column of its own for the migration key when the environment has one of that name
 */
record RowType(
        String word,
        String table,
        String set,
        String id,
        Map<String, Column> columns,
        Map<String, Map<String, String>> lookups,
        Map<String, Object> constants,
        Map<String, String> states,
        @Nullable String parent,
        boolean keyed) {

    private static final Map<String, Map<String, String>> OWNED =
            Map.of("ownerid", Map.of("systemusers", "ownerid", "teams", "ownerid"));
    private static final Map<String, String> CURRENCY = Map.of("transactioncurrencies", "transactioncurrencyid");

    /** How a logical field becomes a column's value. */
    enum Role {
        /** By the column's live type. */
        VALUE,
        /** A reference to a row of another command. */
        REFERENCE,
        /** The e-mail address of a user. */
        OWNER,
        /** The creation date, at creation only. */
        CREATED,
        /** Options of the multi-select column for tags. */
        LABELS,
        /** An ISO currency code. */
        CURRENCY,
        /** One of {@link #states}. */
        STATE
    }

    /** Where a logical field goes. */
    record Column(String name, Role role) {}

    static final RowType ACCOUNT = new Builder("account", "account", "accounts", "accountid")
            .value("name", "name")
            .value("account_number", "accountnumber")
            .value("email", "emailaddress1")
            .value("phone", "telephone1")
            .value("website", "websiteurl")
            .address()
            .value("employees", "numberofemployees")
            .value("description", "description")
            .value("do_not_bulk_email", "donotbulkemail")
            .value("do_not_email", "donotemail")
            .owned()
            .labels()
            .lookup("transactioncurrencyid", CURRENCY)
            .keyed()
            .build();

    static final RowType CONTACT = new Builder("contact", "contact", "contacts", "contactid")
            .value("first_name", "firstname")
            .value("middle_name", "middlename")
            .value("last_name", "lastname")
            .value("job_title", "jobtitle")
            .value("email", "emailaddress1")
            .value("email_2", "emailaddress2")
            .value("phone", "telephone1")
            .value("mobile", "mobilephone")
            .value("website", "websiteurl")
            .address()
            .value("description", "description")
            .value("do_not_bulk_email", "donotbulkemail")
            .value("do_not_email", "donotemail")
            .reference(
                    "account",
                    "parentcustomerid",
                    Map.of("accounts", "parentcustomerid_account", "contacts", "parentcustomerid_contact"))
            .owned()
            .labels()
            .lookup("transactioncurrencyid", CURRENCY)
            .parent("parentcustomerid")
            .keyed()
            .build();

    static final RowType PRICE_LIST = new Builder("price_list", "pricelevel", "pricelevels", "pricelevelid")
            .value("name", "name")
            .value("description", "description")
            .currency()
            .build();

    static final RowType LIST = new Builder("list", "list", "lists", "listid")
            .value("name", "listname")
            .value("purpose", "purpose")
            .value("source", "source")
            .value("description", "description")
            .owned()
            .constant("createdfromcode", 2)
            .constant("type", false)
            .build();

    static final RowType OPPORTUNITY = new Builder("opportunity", "opportunity", "opportunities", "opportunityid")
            .value("name", "name")
            .value("value", "estimatedvalue")
            .value("expected_close_date", "estimatedclosedate")
            .value("probability", "closeprobability")
            .value("stage", "stepname")
            .value("description", "description")
            .reference("account", "parentaccountid", Map.of("accounts", "parentaccountid"))
            .reference("contact", "parentcontactid", Map.of("contacts", "parentcontactid"))
            .lookup("customerid", Map.of("accounts", "customerid_account", "contacts", "customerid_contact"))
            .reference("price_list", "pricelevelid", Map.of("pricelevels", "pricelevelid"))
            .currency()
            .owned()
            .labels()
            .constant("isrevenuesystemcalculated", false)
            .parent("customerid")
            .keyed()
            .build();

    static final RowType LINE = new Builder(
                    "opportunity_line", "opportunityproduct", "opportunityproducts", "opportunityproductid")
            .reference("opportunity", "opportunityid", Map.of("opportunities", "opportunityid"))
            .value("product", "productdescription")
            .value("quantity", "quantity")
            .value("price", "priceperunit")
            .value("discount", "manualdiscountamount")
            .value("tax", "tax")
            .value("description", "description")
            .constant("isproductoverridden", true)
            .parent("opportunityid")
            .keyed()
            .build();

    static final RowType APPOINTMENT = new Builder("appointment", "appointment", "appointments", "activityid")
            .value("subject", "subject")
            .value("description", "description")
            .value("location", "location")
            .value("start", "scheduledstart")
            .value("end", "scheduledend")
            .regarding("appointment")
            .owned()
            .state("open", "0/1")
            .state("completed", "1/3")
            .state("canceled", "2/4")
            .state("scheduled", "3/5")
            .keyed()
            .build();

    static final RowType PHONE_CALL = new Builder("phone_call", "phonecall", "phonecalls", "activityid")
            .value("subject", "subject")
            .value("description", "description")
            .value("phone", "phonenumber")
            .value("outgoing", "directioncode")
            .value("start", "scheduledstart")
            .value("end", "scheduledend")
            .regarding("phonecall")
            .owned()
            .state("open", "0/1")
            .state("completed", "1/2")
            .state("canceled", "2/3")
            .keyed()
            .build();

    static final RowType NOTE = new Builder("note", "annotation", "annotations", "annotationid")
            .value("subject", "subject")
            .value("text", "notetext")
            .reference("contact", "objectid", targets("objectid_%s"))
            .reference("account", "objectid", targets("objectid_%s"))
            .reference("opportunity", "objectid", targets("objectid_%s"))
            .owned()
            .parent("objectid")
            .build();

    /** All of them. */
    static final List<RowType> ALL =
            List.of(ACCOUNT, CONTACT, PRICE_LIST, LIST, OPPORTUNITY, LINE, APPOINTMENT, PHONE_CALL, NOTE);

    static Optional<RowType> ofWord(String word) {
        return ALL.stream().filter(type -> type.word.equals(word)).findFirst();
    }

    String path(String rowId) {
        return set + "(" + rowId + ")";
    }

    /** Opportunities are closed by actions of their own and locked afterwards. */
    boolean isOpportunity() {
        return table.equals("opportunity");
    }

    boolean hasStates() {
        return !states.isEmpty();
    }

    private static Map<String, String> targets(String navigation) {
        return Map.of(
                "contacts", navigation.formatted("contact"),
                "accounts", navigation.formatted("account"),
                "opportunities", navigation.formatted("opportunity"));
    }

    private static final class Builder {
        private final String word;
        private final String table;
        private final String set;
        private final String id;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> lookups = new LinkedHashMap<>();
        private final Map<String, Object> constants = new LinkedHashMap<>();
        private final Map<String, String> states = new LinkedHashMap<>();
        private @Nullable String parent;
        private boolean keyed;

        Builder(String word, String table, String set, String id) {
            this.word = word;
            this.table = table;
            this.set = set;
            this.id = id;
        }

        Builder value(String logical, String column) {
            columns.put(logical, new Column(column, Role.VALUE));
            return this;
        }

        Builder reference(String logical, String column, Map<String, String> navigations) {
            columns.put(logical, new Column(column, Role.REFERENCE));
            return lookup(column, navigations);
        }

        Builder lookup(String column, Map<String, String> navigations) {
            lookups.put(column, navigations);
            return this;
        }

        Builder address() {
            return value("address.line1", "address1_line1")
                    .value("address.line2", "address1_line2")
                    .value("address.city", "address1_city")
                    .value("address.state", "address1_stateorprovince")
                    .value("address.postal_code", "address1_postalcode")
                    .value("address.country", "address1_country");
        }

        Builder owned() {
            columns.put("owner", new Column("ownerid", Role.OWNER));
            columns.put("created_at", new Column("overriddencreatedon", Role.CREATED));
            lookups.putAll(OWNED);
            return this;
        }

        Builder labels() {
            columns.put("labels", new Column("tags", Role.LABELS));
            return this;
        }

        Builder currency() {
            columns.put("currency", new Column("transactioncurrencyid", Role.CURRENCY));
            return lookup("transactioncurrencyid", CURRENCY);
        }

        Builder regarding(String activity) {
            String navigation = "regardingobjectid_%s_" + activity;
            parent = "regardingobjectid";
            return reference("contact", "regardingobjectid", targets(navigation))
                    .reference("account", "regardingobjectid", targets(navigation))
                    .reference("opportunity", "regardingobjectid", targets(navigation));
        }

        Builder state(String name, String codes) {
            columns.put("state", new Column("statecode", Role.STATE));
            states.put(name, codes);
            return this;
        }

        Builder constant(String column, Object value) {
            constants.put(column, value);
            return this;
        }

        Builder parent(String column) {
            parent = column;
            return this;
        }

        Builder keyed() {
            keyed = true;
            return this;
        }

        RowType build() {
            return new RowType(
                    word,
                    table,
                    set,
                    id,
                    Collections.unmodifiableMap(columns),
                    Map.copyOf(lookups),
                    Map.copyOf(constants),
                    Map.copyOf(states),
                    parent,
                    keyed);
        }
    }
}
