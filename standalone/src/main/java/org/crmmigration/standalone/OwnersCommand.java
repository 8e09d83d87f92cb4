package org.crmmigration.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The owner queue. */
@Command(
        name = "owners",
        description = {
            "Lists the owners of records and whether the account has them as active users (list),",
            "hands records over to other users (map OLD=NEW ...), or all that are waiting to one (default EMAIL).",
            "What is decided stands in the mapping and takes effect once that is confirmed; --yes confirms at once."
        },
        mixinStandardHelpOptions = true)
final class OwnersCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Parameters(index = "0", paramLabel = "ACTION", description = "list, map or default.", defaultValue = "list")
    @SuppressWarnings("NullAway.Init")
    String action;

    @Parameters(index = "1..*", paramLabel = "EMAIL", description = "OLD=NEW for map, an address for default.")
    List<String> addresses = List.of();

    @Override
    public Integer call() {
        Decision decision = decision();
        return new Step(options.request(), spec.commandLine()).carryOut(stage -> {
            stage.freshSchema();
            decision.on(stage);
            return list(stage);
        });
    }

    /** What to do once the account is known. */
    @FunctionalInterface
    private interface Decision {
        void on(Step.Stage stage);
    }

    /** Refuses what cannot be meant before anything is started. */
    private Decision decision() {
        return switch (action) {
            case "list" -> _ -> {};
            case "map" -> {
                ObjectNode pairs = pairs();
                yield stage -> map(stage, pairs);
            }
            case "default" -> {
                if (addresses.size() != 1 || addresses.getFirst().indexOf('@') < 1) {
                    throw new Stop(ExitCode.USAGE, "default takes one e-mail address.");
                }
                yield stage -> map(stage, all(stage));
            }
            default -> throw new Stop(ExitCode.USAGE, "owners takes list, map OLD=NEW or default EMAIL.");
        };
    }

    private ObjectNode pairs() {
        if (addresses.isEmpty()) {
            throw new Stop(ExitCode.USAGE, "map takes OLD=NEW, two e-mail addresses, once or more.");
        }
        ObjectNode owners = JsonMapper.shared().createObjectNode();
        for (String pair : addresses) {
            int equals = pair.indexOf('=');
            if (equals < 1 || pair.indexOf('@', equals) < 0) {
                throw new Stop(ExitCode.USAGE, "map takes OLD=NEW, two e-mail addresses; '" + pair + "' is none.");
            }
            owners.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return owners;
    }

    private ObjectNode all(Step.Stage stage) {
        ObjectNode owners = JsonMapper.shared().createObjectNode();
        for (JsonNode owner : stage.api().get(stage.path() + "/owners").path("owners")) {
            if (!owner.path("state").asString("").equals("matched")) {
                owners.put(owner.path("owner").asString(""), addresses.getFirst());
            }
        }
        return owners;
    }

    private void map(Step.Stage stage, ObjectNode owners) {
        if (owners.isEmpty()) {
            stage.progress().line("Every owner is an active user of the account; there is nothing to hand over.");
            return;
        }
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("owners", owners);
        try {
            stage.api().post(stage.path() + "/owners", body);
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.MAPPING, String.valueOf(problem.getMessage()), problem);
        }
        if (options.yes) {
            stage.confirm();
        } else {
            stage.progress().line("The draft mapping has changed; migrate confirm makes it the next version.");
        }
    }

    private static ExitCode list(Step.Stage stage) {
        JsonNode listing = stage.api().get(stage.path() + "/owners");
        listing.path("owners")
                .forEach(owner -> stage.progress()
                        .line("  %-8s %,7d objects  %s"
                                .formatted(
                                        owner.path("state").asString(""),
                                        owner.path("objects").asLong(0),
                                        owner.path("owner").asString(""))));
        long waiting = listing.path("waiting").asLong(0);
        stage.progress()
                .line("%,d objects have an owner the account does not have as an active user%s."
                        .formatted(
                                waiting,
                                waiting == 0
                                        ? ""
                                        : "; hand them over with owners map OLD=NEW, invite them where the mapping has"
                                                + " the choice owners.invite, or its choice owners.unmatched decides"));
        stage.print(listing);
        return ExitCode.OK;
    }
}
