package org.crmmigration.standalone;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields, options, labels and pipelines before any record. */
@Command(
        name = "prepare",
        description = {
            "Says what the account lacks for the mapping (--plan), or makes it (--apply).",
            "When something the migration rests on was deleted in the account, --apply makes it again."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

    private static final int MOST_TRIES = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @ArgGroup(multiplicity = "0..1")
    @SuppressWarnings("NullAway.Init")
    How how = new How();

    /** Which of the two. */
    static final class How {
        @Option(names = "--plan", description = "Only say what would be done (the default).")
        boolean plan;

        @Option(names = "--apply", description = "Do it.")
        boolean apply;
    }

    @Override
    public Integer call() {
        return new Step(options.request(), spec.commandLine()).carryOut(how.apply ? this::apply : this::plan);
    }

    private ExitCode plan(Step.Stage stage) {
        if (options.mapping != null) {
            stage.confirm();
        }
        JsonNode plan = planned(stage);
        stage.print(plan);
        return ExitCode.OK;
    }

    private static JsonNode planned(Step.Stage stage) {
        stage.freshSchema();
        JsonNode plan = stage.api().get(stage.path() + "/preparation");
        stage.papers().write("preparation.json", plan.toPrettyString());
        Progress progress = stage.progress();
        for (JsonNode step : plan.path("steps")) {
            if (!step.path("action").asString("").equals("STANDS")) {
                progress.line("  %-8s %-13s %s (%s)"
                        .formatted(
                                step.path("action")
                                        .asString("")
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '),
                                step.path("entity").asString(""),
                                step.path("name").asString(""),
                                step.path("detail").asString("")));
            }
        }
        plan.path("byHand").forEach(step -> progress.line("By hand: " + step.asString("")));
        plan.path("limits")
                .forEach(limit -> progress.line("Limit %s: %,d of %,d%s (%s)"
                        .formatted(
                                limit.path("name").asString(""),
                                limit.path("needed").asLong(0),
                                limit.path("allowed").asLong(0),
                                limit.path("exceeded").asBoolean(false)
                                        ? ", EXCEEDED. " + limit.path("advice").asString("")
                                        : "",
                                limit.path("subject").asString(""))));
        progress.line("%,d to make, %,d to extend."
                .formatted(plan.path("created").asLong(0), plan.path("extended").asLong(0)));
        return plan;
    }

    private ExitCode apply(Step.Stage stage) {
        if (stage.watch().unfinished()) {
            return repaired(stage);
        }
        planned(stage);
        int version = stage.version();
        stage.watch()
                .run(
                        stage.export(),
                        version,
                        JsonMapper.shared().createObjectNode().put("reach", "PREPARATION"));
        return told(stage);
    }

    /**
     * A run that waits because something is gone goes on once that was made again. What a refused row names is known before
     * what else is gone, so it may wait once more.
     */
    private static ExitCode repaired(Step.Stage stage) {
        stage.progress().line("Going on with the run that an earlier call left unfinished.");
        Map<String, Integer> reasons = new HashMap<>();
        while (true) {
            try {
                stage.watch().toTheEnd();
                return told(stage);
            } catch (Stop held) {
                int times = reasons.merge(String.valueOf(held.getMessage()), 1, Integer::sum);
                if (held.code() != ExitCode.CRM || times > MOST_TRIES) {
                    throw held;
                }
                if (times == 1) {
                    stage.progress().line("Making again what is gone: " + held.getMessage());
                }
                stage.watch().letGoOn();
            }
        }
    }

    private static ExitCode told(Step.Stage stage) {
        JsonNode status = stage.api().get(stage.path());
        stage.progress()
                .line(status.path("state").asString("") + ": "
                        + status.path("reason").asString(""));
        stage.destination().dump(stage.request().out());
        stage.print(status);
        return ExitCode.OK;
    }
}
