package org.crmmigration.standalone;

import picocli.CommandLine.Command;

/** Mapping files: what may stand in them, what the default says, what they would do. */
@Command(
        name = "map",
        description = "Shows, proposes, tests and previews mapping files. Nothing here moves a record.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MapSchemaCommand.class,
            MapShowCommand.class,
            MapTestCommand.class,
            MapProposeCommand.class,
            MapPreviewCommand.class
        })
final class MapCommand {}
