package org.crmmigration.loader.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.engine.JournalWorld.Crash;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.TestChains;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A CRM whose every answer can be lost, late or never sent. Rows are keys and texts, ids count up. A POST makes a new row,
 * a PUT replaces the one with its key.
 */
final class ExploredCrm implements CrmClient {

    private final JournalWorld world;
    private final Choices choices;
    private final ApiTransport wire;
    private final List<Row> rows = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private int lastId;

    ExploredCrm(JournalWorld world, Choices choices) {
        this.world = world;
        this.choices = choices;
        this.wire = world.checksStart()
                ? TestChains.startWindow(this::send, world.clock())
                : TestChains.noStartWindow(this::send);
    }

    /** One object. */
    record Row(int id, String key, String text) {}

    private record Late(Instant at, Runnable effect) {}

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** What was on its way takes effect. */
    void settle(Instant now) {
        late.stream().filter(effect -> !effect.at().isAfter(now)).toList().forEach(effect -> {
            late.remove(effect);
            effect.effect().run();
        });
    }

    @Override
    public CrmCapabilities capabilities() {
        return new CrmCapabilities(Map.of("person", world.strategy()), Map.of(), Map.of(), Set.of(), 1);
    }

    @Override
    public void refreshSchema() {}

    @Override
    public Written create(ObjectToWrite object) {
        boolean repeatable = world.strategy() != Strategy.JOURNAL;
        ApiRequest request = new ApiRequest(
                repeatable ? "PUT" : "POST",
                "/",
                object.migrationKey(),
                Map.of(),
                Map.of(),
                object.fields().toString(),
                repeatable);
        return Written.of(wire.send(request).body(), object.fields().toString());
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        String wanted = object.fields().toString();
        return rows.stream()
                .filter(row -> Integer.toString(row.id()).equals(crmId))
                .findFirst()
                .map(row -> new UpdatePlan(
                        "person", crmId, row.text().equals(wanted) ? "{}" : wanted, "{}", wanted, List.of()));
    }

    @Override
    public Written update(UpdatePlan plan) {
        var _ = wire.send(new ApiRequest("PATCH", "/", plan.crmId(), Map.of(), Map.of(), plan.patch(), true));
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(
            String objectType, Collection<ObjectToWrite> wanted, @Nullable String floor) {
        int above = floor == null ? 0 : Integer.parseInt(floor);
        Map<ObjectKey, List<Written>> found = new HashMap<>();
        for (ObjectToWrite object : wanted) {
            List<Written> hits = rows.stream()
                    .filter(row -> row.id() > above && row.key().equals(object.migrationKey()))
                    .map(row -> Written.of(Integer.toString(row.id()), row.text()))
                    .toList();
            found.put(object.key(), hits);
        }
        return found;
    }

    @Override
    public String floor(String objectType) {
        return Integer.toString(lastId);
    }

    @Override
    public List<ReadBack> readBack(String objectType, Map<String, ObjectToWrite> expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> image(String objectType, String crmId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String objectType, String crmId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Written restore(String objectType, String crmId, String beforeImage, @Nullable String lastWritten) {
        throw new UnsupportedOperationException();
    }

    private ApiResponse send(ApiRequest request) {
        String way = choices.choose(
                "answered",
                "answer lost",
                "request lost",
                "not sent",
                "crash before effect",
                "crash after effect",
                "crash, effect late",
                "answer lost, effect late");
        return switch (way) {
            case "answer lost" -> {
                var _ = execute(request);
                throw lost();
            }
            case "request lost" -> throw lost();
            case "not sent" -> throw new CrmFault.NotSent(Detail.of("unreachable", "unreachable"), null);
            case "crash before effect" -> throw new Crash();
            case "crash after effect" -> {
                var _ = execute(request);
                throw new Crash();
            }
            case "crash, effect late" -> {
                Duration longest = JournalWorld.CALL.plus(JournalWorld.SETTLE).minusMillis(1);
                late.add(new Late(world.now().plus(longest), () -> executeLate(request)));
                throw new Crash();
            }
            case "answer lost, effect late" -> {
                world.advance(JournalWorld.CALL);
                late.add(new Late(world.now().plus(JournalWorld.SETTLE).minusMillis(1), () -> executeLate(request)));
                throw new CrmFault.OutcomeUnknown(Detail.of("time-out", "time-out"), null);
            }
            default -> new ApiResponse(200, Map.of(), execute(request));
        };
    }

    private CrmFault lost() {
        world.advance(Duration.ofSeconds(1));
        return new CrmFault.OutcomeUnknown(Detail.of("connection-lost", "connection lost"), null);
    }

    private void executeLate(ApiRequest request) {
        var _ = execute(request);
    }

    private String execute(ApiRequest request) {
        String body = String.valueOf(request.body());
        if (request.method().equals("PUT")) {
            return put(request.path(), body);
        }
        if (request.method().equals("POST")) {
            rows.add(new Row(++lastId, request.path(), body));
            return Integer.toString(lastId);
        }
        rows.replaceAll(
                row -> Integer.toString(row.id()).equals(request.path()) ? new Row(row.id(), row.key(), body) : row);
        return request.path();
    }

    private String put(String key, String body) {
        Row known =
                rows.stream().filter(row -> row.key().equals(key)).findFirst().orElse(null);
        Row row = new Row(known == null ? ++lastId : known.id(), key, body);
        rows.remove(known);
        rows.add(row);
        return Integer.toString(row.id());
    }
}
