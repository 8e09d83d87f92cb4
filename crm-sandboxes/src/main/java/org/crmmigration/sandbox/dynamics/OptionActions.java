package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.OptionSetJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** InsertOptionValue, UpdateOptionValue, DeleteOptionValue, OrderOption and InsertStatusValue. */
final class OptionActions {

    private final Environment environment;

    OptionActions(Environment environment) {
        this.environment = environment;
    }

    Reply insert(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        OptionSet set = set(body);
        int state = body.path("StateCode").asInt(OptionSet.NO_STATE);
        int value = body.path("Value").isNumber() ? body.path("Value").asInt() : next(set);
        if (set.has(value)) {
            throw Refusal.of(
                    ErrorCode.PICKLIST_VALUE_NOT_UNIQUE,
                    "The picklist value " + value + " for the choice " + set.name() + " is not unique.");
        }
        List<OptionSet.Option> options = new ArrayList<>(set.options());
        options.add(new OptionSet.Option(value, label(body), state));
        save(tx, request, set, options);
        ObjectNode answer = Json.object().put("NewOptionValue", value);
        return Replies.ok(
                Replies.withContext(request.context(), "Microsoft.Dynamics.CRM.InsertOptionValueResponse", answer));
    }

    Reply update(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        OptionSet set = set(body);
        OptionSet.Option old = existing(set, body);
        List<OptionSet.Option> options = new ArrayList<>(set.options());
        options.set(options.indexOf(old), new OptionSet.Option(old.value(), label(body), old.state()));
        save(tx, request, set, options);
        return Replies.noContent();
    }

    Reply delete(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        OptionSet set = set(body);
        List<OptionSet.Option> options = new ArrayList<>(set.options());
        options.remove(existing(set, body));
        save(tx, request, set, options);
        return Replies.noContent();
    }

    Reply order(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        OptionSet set = set(body);
        List<Integer> wanted = new ArrayList<>();
        body.path("Values").forEach(value -> wanted.add(value.asInt(-1)));
        List<OptionSet.Option> options = new ArrayList<>(set.options());
        if (wanted.size() != options.size() || !options.stream().allMatch(one -> wanted.contains(one.value()))) {
            throw Refusal.invalid("The values to order are not those of the choice.");
        }
        options.sort(Comparator.comparingInt(option -> wanted.indexOf(option.value())));
        save(tx, request, set, options);
        return Replies.noContent();
    }

    private void save(Transaction tx, ODataRequest request, OptionSet set, List<OptionSet.Option> options) {
        environment.security().require(set.global() ? "prvWriteOptionSet" : "prvWriteAttribute", request.context());
        Languages.check(request.json(), environment.quirks().language());
        request.work().definition();
        OptionSet changed = new OptionSet(set.name(), set.global(), options);
        tx.put(MetadataRows.OPTION_SET, changed.id().toString(), OptionSetJson.write(changed));
    }

    private OptionSet set(ObjectNode body) {
        String global = Json.text(body, "OptionSetName");
        OptionSet set = global.isEmpty() ? local(body) : environment.metadata().optionSet(global);
        if (set == null) {
            throw Refusal.missing("OptionSet", global);
        }
        return set;
    }

    private OptionSet local(ObjectNode body) {
        TableDefinition table = environment.tableNamed(Json.text(body, "EntityLogicalName"));
        Column column = table.column(Json.text(body, "AttributeLogicalName"));
        if (column == null || !column.type().hasOptions()) {
            throw Refusal.invalid("The column is no choice of " + table.logicalName() + ".");
        }
        return environment.metadata().optionsOf(column);
    }

    private static OptionSet.Option existing(OptionSet set, ObjectNode body) {
        int value = body.path("Value").asInt(-1);
        return set.option(value)
                .orElseThrow(() -> Refusal.invalid("The choice " + set.name() + " has no option " + value + "."));
    }

    private static int next(OptionSet set) {
        return set.options().stream()
                .mapToInt(OptionSet.Option::value)
                .filter(value -> value >= ColumnWrites.FIRST_OPTION)
                .map(value -> value + 1)
                .max()
                .orElse(ColumnWrites.FIRST_OPTION);
    }

    private static String label(JsonNode body) {
        JsonNode first = body.path("Label").path("LocalizedLabels").path(0).path("Label");
        if (!first.isString()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameter 'Label' is missing.");
        }
        return first.asString();
    }
}
