package org.crmmigration.pipedrive;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.ledger.DestinationSchema.Stage;
import org.crmmigration.messaging.ledger.DestinationSchema.User;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Describes an account in the words all destinations share. Pipelines and stages are read here, for only the description
 * needs them.
 *
 * @param plan as the account file names it; the API tells nobody
 */
record Description(PipedriveApi api, PipedrivePlan plan, int seats, Clock clock) {

    private static final Map<String, Integer> LENGTHS =
            Map.of("varchar", 255, "varchar_auto", 255, "phone", 255, "text", 65_000);
    private static final Set<String> REQUIRED = Set.of("name", "title");
    /** System fields commands may name; all others of the account's own are kept by Pipedrive or by other calls. */
    private static final Set<String> WRITABLE = Set.of(
            "name",
            "title",
            "emails",
            "email",
            "phones",
            "phone",
            "address",
            "website",
            "owner_id",
            "org_id",
            "person_id",
            "label_ids",
            "add_time",
            "marketing_status",
            "value",
            "currency",
            "status",
            "won_time",
            "lost_time",
            "close_time",
            "lost_reason",
            "expected_close_date",
            "pipeline_id",
            "stage_id");

    DestinationSchema of(LiveSchema live) {
        return new DestinationSchema(
                "pipedrive",
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                plan.name().toLowerCase(Locale.ROOT),
                Arrays.stream(Entity.values())
                        .map(entity -> entity(live, entity))
                        .toList(),
                users(live),
                pipelines(),
                limits(live));
    }

    private static DestinationSchema.Entity entity(LiveSchema live, Entity entity) {
        List<DestinationSchema.Field> fields = live.fields().getOrDefault(entity, Map.of()).values().stream()
                .sorted(Comparator.comparing(FieldDef::code))
                .map(Description::field)
                .toList();
        return new DestinationSchema.Entity(entity.word(), entity.word(), Entity.LABELS, fields);
    }

    private static DestinationSchema.Field field(FieldDef field) {
        return new DestinationSchema.Field(
                field.code(),
                field.name(),
                field.type(),
                LENGTHS.get(field.type()),
                List.copyOf(field.options().keySet()),
                !field.custom() && REQUIRED.contains(field.code()),
                field.custom(),
                field.custom() || WRITABLE.contains(field.code()));
    }

    private static List<User> users(LiveSchema live) {
        List<User> users = new ArrayList<>();
        live.users().keySet().stream().sorted().forEach(email -> users.add(new User(email, true)));
        live.former().stream().sorted().forEach(email -> users.add(new User(email, false)));
        return users;
    }

    private List<Pipeline> pipelines() {
        List<JsonNode> stages = api.all(Endpoint.STAGE.route(), Endpoint.everything()).stream()
                .filter(stage -> !Endpoint.gone(stage))
                .sorted(Comparator.comparingLong(stage -> stage.path("order_nr").asLong()))
                .toList();
        return api.all(Endpoint.PIPELINE.route(), Endpoint.everything()).stream()
                .filter(pipeline -> !Endpoint.gone(pipeline))
                .map(pipeline -> new Pipeline(
                        Json.text(pipeline, "id"),
                        Json.text(pipeline, "name"),
                        stages.stream()
                                .filter(stage -> Json.text(stage, "pipeline_id").equals(Json.text(pipeline, "id")))
                                .map(stage -> new Stage(Json.text(stage, "id"), Json.text(stage, "name")))
                                .toList()))
                .toList();
    }

    private List<Limit> limits(LiveSchema live) {
        long custom = live.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .filter(FieldDef::custom)
                .count();
        String planned = "plan " + plan.name().toLowerCase(Locale.ROOT) + " of Pipedrive's usage limits";
        return List.of(
                new Limit(Limit.CUSTOM_FIELDS, null, plan.customFields(), custom, planned),
                new Limit(
                        "deals",
                        "deal",
                        plan.deals(seats),
                        unknown(),
                        planned + ", leads and deals that are not archived"),
                new Limit(
                        Limit.OPTIONS,
                        null,
                        (long) AccountSchema.MOST_OPTIONS,
                        unknown(),
                        "options of one field, labels included"));
    }

    private static @Nullable Long unknown() {
        return null;
    }
}
