package org.crmmigration.dynamics;

import java.util.List;
import java.util.Map;
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

    static final Map<String, Map<String, String>> OWNED =
            Map.of("ownerid", Map.of("systemusers", "ownerid", "teams", "ownerid"));
    static final Map<String, String> CURRENCY = Map.of("transactioncurrencies", "transactioncurrencyid");

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
        STATE,
        /** No column: the command waits for what it refers to. */
        NONE
    }

    /** Where a logical field goes. */
    record Column(String name, Role role) {}

    static final RowType ACCOUNT = new RowTypeBuilder("account", "account", "accounts", "accountid")
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

    static final RowType CONTACT = new RowTypeBuilder("contact", "contact", "contacts", "contactid")
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

    static final RowType PRICE_LIST = new RowTypeBuilder("price_list", "pricelevel", "pricelevels", "pricelevelid")
            .value("name", "name")
            .value("description", "description")
            .currency()
            .build();

    static final RowType LIST = new RowTypeBuilder("list", "list", "lists", "listid")
            .value("name", "listname")
            .value("purpose", "purpose")
            .value("source", "source")
            .value("description", "description")
            .owned()
            .constant("createdfromcode", 2)
            .constant("type", false)
            .build();

    static final RowType OPPORTUNITY = new RowTypeBuilder(
                    "opportunity", "opportunity", "opportunities", "opportunityid")
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

    static final RowType LINE = new RowTypeBuilder(
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

    static final RowType APPOINTMENT = new RowTypeBuilder("appointment", "appointment", "appointments", "activityid")
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

    static final RowType PHONE_CALL = new RowTypeBuilder("phone_call", "phonecall", "phonecalls", "activityid")
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

    static final RowType NOTE = new RowTypeBuilder("note", "annotation", "annotations", "annotationid")
            .value("subject", "subject")
            .value("text", "notetext")
            .reference("contact", "objectid", targets("objectid_%s"))
            .reference("account", "objectid", targets("objectid_%s"))
            .reference("opportunity", "objectid", targets("objectid_%s"))
            .owned()
            .parent("objectid")
            .build();

    /** Those of tables that every environment has. */
    static final List<RowType> STANDARD =
            List.of(ACCOUNT, CONTACT, PRICE_LIST, LIST, OPPORTUNITY, LINE, APPOINTMENT, PHONE_CALL, NOTE);

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

    static Map<String, String> targets(String navigation) {
        return Map.of(
                "contacts", navigation.formatted("contact"),
                "accounts", navigation.formatted("account"),
                "opportunities", navigation.formatted("opportunity"));
    }
}
