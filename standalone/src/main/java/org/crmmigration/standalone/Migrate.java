package org.crmmigration.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The {@code migrate} command line. Errors are one sentence on standard error and an {@link ExitCode}; stack traces go to
 * the log file of the state directory.
 */
@Command(
        name = "migrate",
        description = "Moves a Kartra export into a CRM: mapped, reconciled, verified.",
        mixinStandardHelpOptions = true,
        version = "migrate 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            AddFilesCommand.class,
            MapCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            FailuresCommand.class,
            RollbackCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            EraseCommand.class,
            RetryCommand.class,
            InspectCommand.class,
            ConflictsCommand.class,
            BehavioursCommand.class,
            ChecklistCommand.class,
            CreateCommand.class,
            ConfirmCommand.class,
            PrepareCommand.class,
            OwnersCommand.class,
            SampleCommand.class,
            StartCommand.class,
            DeltaCommand.class,
            ReplayCommand.class
        })
public final class Migrate {

    private Migrate() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Migrate())
                .setExecutionExceptionHandler(Migrate::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case Stop stop -> say(command, String.valueOf(stop.getMessage()), stop.code());
            case MigrationApi.Problem problem -> say(command, String.valueOf(problem.getMessage()), ExitCode.BAD_INPUT);
            default -> {
                failure.printStackTrace(command.getErr());
                yield say(
                        command,
                        "migrate itself failed (" + failure.getClass().getSimpleName()
                                + "); nothing is lost, the same command goes on. Please report the trace above.",
                        ExitCode.MACHINE);
            }
        };
    }

    private static int say(CommandLine command, String sentence, ExitCode code) {
        command.getErr().println("migrate: " + sentence);
        command.getErr().flush();
        return code.status();
    }
}
