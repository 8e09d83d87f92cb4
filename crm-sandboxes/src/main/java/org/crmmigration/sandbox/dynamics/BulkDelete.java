package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Condition;
import org.crmmigration.sandbox.dynamics.odata.Expression;
import org.crmmigration.sandbox.dynamics.odata.Expression.Operator;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The BulkDelete action: a job that deletes what a query finds. Here the job is over when the action is answered; what a
 * client sees is a job that it polls and finds completed. A row that cannot be deleted is counted and left.
 */
final class BulkDelete {

    private static final int SUCCEEDED = 30;

    private final Environment environment;
    private final Deletion deletion;
    private final RowWriter writer;

    BulkDelete(Environment environment, Deletion deletion, RowWriter writer) {
        this.environment = environment;
        this.deletion = deletion;
        this.writer = writer;
    }

    Reply run(Transaction tx, ODataRequest request) {
        environment.security().require("prvBulkDelete", request.context());
        ObjectNode body = request.json();
        int done = 0;
        int failed = 0;
        for (JsonNode query : body.path("QuerySet")) {
            TableDefinition table = table(query);
            for (String id : find(table, query.path("Criteria"))) {
                try {
                    deletion.delete(tx, table, id, request.context());
                    done++;
                } catch (Refusal kept) {
                    failed++;
                }
            }
        }
        String job = job(tx, Json.text(body, "JobName"), done, failed);
        request.work().bulk(done);
        ObjectNode answer = Json.object().put("JobId", job);
        return Replies.ok(Replies.withContext(request.context(), "Microsoft.Dynamics.CRM.BulkDeleteResponse", answer));
    }

    private TableDefinition table(JsonNode query) {
        TableDefinition table = environment.metadata().table(Json.text(query, "EntityName"));
        if (table == null) {
            throw Refusal.of(ErrorCode.PAYLOAD, "A query of the QuerySet names no table.");
        }
        return table;
    }

    private List<String> find(TableDefinition table, JsonNode criteria) {
        List<Expression> conditions = new ArrayList<>();
        criteria.path("Conditions").forEach(condition -> conditions.add(condition(table, condition)));
        if (conditions.isEmpty()) {
            throw Refusal.invalid("The query has no condition.");
        }
        List<String> found = new ArrayList<>();
        RowTable rows = environment.store().table(table.logicalName());
        rows.rows().forEach((id, text) -> {
            ObjectNode row = Json.parseObject(text);
            if (conditions.stream().allMatch(condition -> Condition.holds(condition, row::path))) {
                found.add(id);
            }
        });
        return found;
    }

    private static Expression condition(TableDefinition table, JsonNode condition) {
        Column column = table.column(Json.text(condition, "AttributeName"));
        if (column == null) {
            throw Refusal.invalid("'" + table.logicalName() + "' entity doesn't contain the attribute of a condition.");
        }
        List<Literal> values = new ArrayList<>();
        condition.path("Values").forEach(value -> values.add(literal(value)));
        String operator = Json.text(condition, "Operator");
        return switch (operator) {
            case "In" -> new Expression.In(column.member(), values, false);
            case "Equal" -> new Expression.Comparison(column.member(), Operator.EQ, values.getFirst());
            case "NotEqual" -> new Expression.Comparison(column.member(), Operator.NE, values.getFirst());
            case "GreaterEqual" -> new Expression.Comparison(column.member(), Operator.GE, values.getFirst());
            case "LessEqual" -> new Expression.Comparison(column.member(), Operator.LE, values.getFirst());
            default -> throw Refusal.invalid("The condition operator '" + operator + "' is not supported.");
        };
    }

    private static Literal literal(JsonNode value) {
        String text = Json.text(value, "Value");
        return switch (Json.text(value, "Type").toLowerCase(Locale.ROOT)) {
            case "system.int32", "system.decimal" -> new Literal(Literal.Kind.NUMBER, text);
            case "system.datetime" -> new Literal(Literal.Kind.DATE, text);
            default -> new Literal(Literal.Kind.TEXT, text);
        };
    }

    private String job(Transaction tx, String name, int done, int failed) {
        String id = environment.newId();
        ObjectNode job = Json.object()
                .put("name", name)
                .put("statecode", 3)
                .put("statuscode", SUCCEEDED)
                .put("createdon", environment.nowText());
        writer.touch(
                tx,
                environment.tableNamed("asyncoperation"),
                id,
                job.deepCopy().put("asyncoperationid", id).put("operationtype", 13));
        writer.touch(
                tx,
                environment.tableNamed("bulkdeleteoperation"),
                id,
                job.put("bulkdeleteoperationid", id).put("successcount", done).put("failurecount", failed));
        return id;
    }
}
