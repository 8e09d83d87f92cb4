package org.crmmigration.mapping.kit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.mapping.plan.Survey;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.KeyedHash;
import tools.jackson.databind.JsonNode;

/**
 * Maps records as a run would and gives back what the run would say: before as JSON records, after as JSON commands.
 *
 * <pre>{@code
 * MappingKit kit = MappingKit.of("pipedrive", Files.readString(Path.of("mapping.yaml")));
 * String after = kit.map(Files.readString(Path.of("before.json")));
 * }</pre>
 *
 * The JSON of records and commands is described at {@link MappingJson}. Records stand in the order of an export:
 * custom fields, tags, lists, owners, products, calendars, pipelines, companies, contacts, orders, subscriptions, deals,
 * appointments, notes, affiliates.
 *
 * @param zone the account's time zone
 * @param asOf the export's own time: appointments before it are done
 */
public record MappingKit(Mapping mapping, ZoneId zone, Instant asOf) {

    private static final String RUN = "run";
    private static final KeyedHash HASH =
            new KeyedHash("a secret for rehearsals only".getBytes(StandardCharsets.UTF_8));

    /**
     * A kit with the default of a destination and what differs.
     *
     * @throws org.crmmigration.mapping.tree.InvalidMapping naming line and key of every problem
     */
    public static MappingKit of(String destination, String differences) {
        return new MappingKit(
                MappingFile.parse(MappingFile.complete(destination, differences)),
                Mapping.DEFAULT_ZONE,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** What a run over the records says, phase by phase: commands and excluded records. */
    public List<CommandMessage> commands(List<SourceRecord> records) {
        Plan plan = plan(records);
        List<CommandMessage> said = new ArrayList<>();
        mapping.phases().keySet().forEach(phase -> {
            said.addAll(plan.vocabulary(RUN, phase));
            records.forEach(record -> said.addAll(plan.commands(RUN, phase, record)));
        });
        return said;
    }

    /** What a person should know before the run. */
    public List<Finding> findings(List<SourceRecord> records) {
        return plan(records).findings("export");
    }

    /** Maps JSON records to JSON commands, written the same way every time. */
    public String map(String before) {
        return MappingJson.write(commands(MappingJson.records(before)));
    }

    /** Whether two JSON texts say the same commands, whatever their spacing. */
    public static boolean same(String after, String expected) {
        JsonNode left = MappingJson.tree(after);
        return left.equals(MappingJson.tree(expected));
    }

    private Plan plan(List<SourceRecord> records) {
        Survey survey = new Survey(mapping, zone, asOf, HASH);
        records.forEach(survey::see);
        return survey.plan();
    }
}
