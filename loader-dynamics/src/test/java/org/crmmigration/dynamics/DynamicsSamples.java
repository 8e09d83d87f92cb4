package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.crmmigration.contract.Refused;
import org.crmmigration.contract.Sample;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** A sample of every object type, what the samples need, and objects that Dataverse refuses. */
final class DynamicsSamples {

    private DynamicsSamples() {}

    static Value text(String text) {
        return new Value.Text(text);
    }

    static Value texts(String... texts) {
        return new Value.Texts(List.of(texts));
    }

    static Value reference(String type, String sourceKey) {
        return new Value.Reference(new ObjectKey(type, sourceKey));
    }

    private static Value money(String amount) {
        return new Value.Money(new BigDecimal(amount), "USD");
    }

    private static Sample field(String entity, String slug, String name, String type, String... options) {
        Map<String, Value> fields = options.length == 0
                ? Map.of("entity", text(entity), "name", text(name), "type", text(type))
                : Map.of("entity", text(entity), "name", text(name), "type", text(type), "options", texts(options));
        return Sample.foundation("field", "field:" + entity + ":" + slug, fields);
    }

    static List<Sample> foundations() {
        return List.of(
                field("account", "migration_key", "Migration key", "key"),
                field("contact", "migration_key", "Migration key", "key"),
                field("opportunity", "migration_key", "Migration key", "key"),
                field("contact", "kartra_id", "Kartra id", "code"),
                field("contact", "plan", "Plan", "choice", "Gold", "Silver"),
                field("contact", "topics", "Topics", "choices", "Tea", "Coffee"),
                field("contact", "spent", "Lifetime spend", "money"),
                field("contact", "score", "Score", "decimal"),
                field("opportunity", "ordered", "Ordered on", "date"),
                labelsOf("account"),
                labelsOf("opportunity"),
                Sample.foundation(
                        "labels",
                        "labels:contact",
                        Map.of("entity", text("contact"), "names", texts("Customer", "VIP"))),
                Sample.foundation(
                        "price_list", "product:base", Map.of("name", text("Kartra history"), "currency", text("USD"))),
                Sample.foundation("list", "list:base", Map.of("name", text("Newsletter"))),
                Sample.foundation("account", "company:base", Map.of("name", text("Base Ltd"))),
                Sample.foundation("contact", "contact:base", Map.of("last_name", text("Base"))),
                opportunityOf("order:base"),
                opportunityOf("order:closing"),
                table("order"),
                table("subscription"),
                table("tag"),
                field("order", "migration_key", "Migration key", "key"),
                field("order", "spent", "Amount", "money"),
                Sample.foundation("tag", "tag:base", Map.of("name", text("Base tag"))));
    }

    private static Sample labelsOf(String entity) {
        return Sample.foundation(
                "labels",
                "labels:" + entity,
                Map.of("entity", text(entity), "names", texts("Customer", "VIP", "Order")));
    }

    private static Sample opportunityOf(String key) {
        return Sample.foundation(
                "opportunity",
                key,
                Map.of(
                        "name", text("Base"),
                        "value", money("10"),
                        "price_list", reference("price_list", "product:base"),
                        "account", reference("account", "company:base")));
    }

    static List<Sample> samples() {
        return List.of(
                fieldSample(),
                labels(),
                key(),
                priceList(),
                list(),
                account("company:acme"),
                contact(),
                opportunity(),
                line(),
                appointment(),
                phoneCall(),
                note(),
                members(),
                close(),
                tableSample(),
                order(),
                subscription(),
                tag(),
                contactTags());
    }

    private static Sample fieldSample() {
        return new Sample(
                new ObjectKey("field", "field:contact:colour"),
                Map.of(
                        "entity",
                        text("contact"),
                        "name",
                        text("Colour"),
                        "type",
                        text("choice"),
                        "options",
                        texts("Red")),
                "options",
                texts("Red", "Blue"),
                false);
    }

    private static Sample labels() {
        return new Sample(
                new ObjectKey("labels", "labels:appointment"),
                Map.of("entity", text("appointment"), "names", texts("Customer", "VIP")),
                "names",
                texts("Customer", "VIP", "Webinar"),
                false);
    }

    private static Sample key() {
        return new Sample(
                new ObjectKey("key", "key:contact:kartra_id"),
                Map.of(
                        "entity",
                        text("contact"),
                        "name",
                        text("Kartra id"),
                        "fields",
                        texts("field:contact:kartra_id")),
                null,
                Value.NOTHING,
                false);
    }

    private static Sample priceList() {
        return new Sample(
                new ObjectKey("price_list", "product:one"),
                Map.of("name", text("Kartra EUR"), "currency", text("EUR")),
                "name",
                text("Kartra euros"),
                true);
    }

    private static Sample list() {
        return new Sample(
                new ObjectKey("list", "list:one"),
                Map.of("name", text("Webinar guests"), "source", text("Kartra")),
                "name",
                text("Webinar guests 2020"),
                true);
    }

    private static Sample account(String key) {
        return new Sample(
                new ObjectKey("account", key),
                Map.of(
                        "name", text("Acme Ltd"),
                        "address.line1", text("1 Main St"),
                        "address.city", text("Springfield"),
                        "website", text("https://acme.example.org"),
                        "owner", text("nobody@example.org"),
                        "labels", texts("Customer"),
                        "created_at", new Value.Moment(Instant.parse("2019-03-04T05:06:07Z"))),
                "name",
                text("Acme Limited"),
                true);
    }

    private static Sample contact() {
        return new Sample(
                new ObjectKey("contact", "contact:4711"),
                Map.ofEntries(
                        Map.entry("first_name", text("Jane")),
                        Map.entry("last_name", text("Doe")),
                        Map.entry("email", text("jane@example.org")),
                        Map.entry("phone", text("+372555001")),
                        Map.entry("account", reference("account", "company:base")),
                        Map.entry("owner", text("Owner@Example.org")),
                        Map.entry("labels", texts("Customer", "VIP")),
                        Map.entry("created_at", new Value.Moment(Instant.parse("2020-01-02T03:04:05.678Z"))),
                        Map.entry("do_not_bulk_email", new Value.Flag(true)),
                        Map.entry("field:contact:kartra_id", text("4711")),
                        Map.entry("field:contact:plan", text("gold")),
                        Map.entry("field:contact:topics", texts("Tea", "Coffee")),
                        Map.entry("field:contact:spent", money("1234.50")),
                        Map.entry("field:contact:score", new Value.Whole(42))),
                "last_name",
                text("Roe"),
                true);
    }

    private static Sample opportunity() {
        return new Sample(
                new ObjectKey("opportunity", "order:t-1"),
                Map.of(
                        "name", text("Course #t-1"),
                        "value", money("97.00"),
                        "expected_close_date", new Value.Day(LocalDate.parse("2021-05-06")),
                        "account", reference("account", "company:base"),
                        "contact", reference("contact", "contact:base"),
                        "price_list", reference("price_list", "product:base"),
                        "labels", texts("Order"),
                        "field:opportunity:ordered", new Value.Day(LocalDate.parse("2021-05-06"))),
                "name",
                text("Course, second edition #t-1"),
                true);
    }

    private static Sample line() {
        return new Sample(
                new ObjectKey("opportunity_line", "order:t-1"),
                Map.of(
                        "opportunity", reference("opportunity", "order:base"),
                        "product", text("Gold course"),
                        "quantity", new Value.Whole(1),
                        "price", money("97.00")),
                "product",
                text("Gold course, second edition"),
                true);
    }

    private static Sample appointment() {
        return new Sample(
                new ObjectKey("appointment", "appointment:a-1"),
                Map.of(
                        "subject", text("Coaching: first call"),
                        "start", new Value.Moment(Instant.parse("2022-02-03T14:30:00Z")),
                        "end", new Value.Moment(Instant.parse("2022-02-03T15:15:00Z")),
                        "state", text("completed"),
                        "contact", reference("contact", "contact:base"),
                        "owner", text(DynamicsUnderTest.OWNER),
                        "description", text("Talked about goals & plans"),
                        "location", text("https://meet.example.org/1")),
                "subject",
                text("Coaching: kick-off"),
                true);
    }

    private static Sample phoneCall() {
        return new Sample(
                new ObjectKey("phone_call", "appointment:a-2"),
                Map.of(
                        "subject", text("Call"),
                        "phone", text("+372555002"),
                        "outgoing", new Value.Flag(true),
                        "start", new Value.Moment(Instant.parse("2022-02-03T14:30:00Z")),
                        "state", text("completed"),
                        "contact", reference("contact", "contact:base")),
                "subject",
                text("Second call"),
                true);
    }

    private static Sample note() {
        return new Sample(
                new ObjectKey("note", "note:4711"),
                Map.of(
                        "subject", text("Kartra note"),
                        "text", text("Prefers mornings"),
                        "contact", reference("contact", "contact:base"),
                        "created_at", new Value.Moment(Instant.parse("2020-02-03T04:05:06Z"))),
                "text",
                text("Prefers evenings"),
                true);
    }

    private static Sample table(String entity) {
        return Sample.foundation("table", "table:" + entity, Map.of("entity", text(entity)));
    }

    private static Sample tableSample() {
        return new Sample(
                new ObjectKey("table", "table:affiliate"),
                Map.of("entity", text("affiliate")),
                null,
                Value.NOTHING,
                false);
    }

    private static Sample order() {
        return new Sample(
                new ObjectKey("order", "order:t-2"),
                Map.of(
                        "name", text("Course #t-2"),
                        "table", reference("table", "table:order"),
                        "contact", reference("contact", "contact:base"),
                        "account", reference("account", "company:base"),
                        "created_at", new Value.Moment(Instant.parse("2020-02-03T04:05:06Z")),
                        "field:order:spent", money("97.00")),
                "name",
                text("Course, second edition #t-2"),
                true);
    }

    private static Sample subscription() {
        return new Sample(
                new ObjectKey("subscription", "subscription:s-1"),
                Map.of("name", text("Club #s-1"), "contact", reference("contact", "contact:base")),
                "name",
                text("Club, yearly #s-1"),
                true);
    }

    private static Sample tag() {
        return new Sample(
                new ObjectKey("tag", "tag:one"),
                Map.of("name", text("Webinar guest")),
                "name",
                text("Guest of a webinar"),
                true);
    }

    private static Sample contactTags() {
        return new Sample(
                new ObjectKey("contact_tags", "contact:base"),
                Map.of("contact", reference("contact", "contact:base"), "tags", texts("Base tag")),
                null,
                Value.NOTHING,
                false);
    }

    private static Sample members() {
        return new Sample(
                new ObjectKey("list_members", "contact:base"),
                Map.of("contact", reference("contact", "contact:base"), "lists", texts("Newsletter")),
                null,
                Value.NOTHING,
                false);
    }

    private static Sample close() {
        return new Sample(
                new ObjectKey("opportunity_close", "order:closing"),
                Map.of(
                        "opportunity", reference("opportunity", "order:closing"),
                        "status", text("won"),
                        "revenue", money("97.00"),
                        "closed_at", new Value.Day(LocalDate.parse("2021-05-06"))),
                "status",
                text("lost"),
                false);
    }

    static List<Refused> refused() {
        String secret = "Sigismunda";
        return List.of(
                new Refused(
                        "a text that is too long",
                        new ObjectKey("contact", "contact:long"),
                        Map.of("last_name", text(secret.repeat(30))),
                        "last_name",
                        secret),
                new Refused(
                        "an option that does not exist",
                        new ObjectKey("contact", "contact:option"),
                        Map.of("last_name", text("P"), "field:contact:plan", text(secret)),
                        "field:contact:plan",
                        secret),
                new Refused(
                        "a number that is none",
                        new ObjectKey("contact", "contact:nan"),
                        Map.of("last_name", text("P"), "field:contact:score", text(secret)),
                        "field:contact:score",
                        secret),
                new Refused(
                        "a currency the environment has not",
                        new ObjectKey("opportunity", "order:currency"),
                        Map.of(
                                "name", text(secret),
                                "value", new Value.Money(BigDecimal.ONE, "XYZ"),
                                "account", reference("account", "company:base")),
                        "value",
                        secret),
                new Refused(
                        "a state that does not exist",
                        new ObjectKey("appointment", "appointment:state"),
                        Map.of("subject", text("A"), "state", text(secret)),
                        "state",
                        secret),
                new Refused(
                        "a field of another destination",
                        new ObjectKey("contact", "contact:field"),
                        Map.of("last_name", text("P"), "shoe_size", text(secret)),
                        "shoe_size",
                        secret));
    }
}
