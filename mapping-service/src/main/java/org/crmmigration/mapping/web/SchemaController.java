package org.crmmigration.mapping.web;

import java.time.Duration;
import java.util.Objects;
import org.crmmigration.mapping.run.Register;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LatestSchema;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a migration's account looked like when its loader read it last. */
@RestController
public final class SchemaController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final LatestSchema schemas;

    /** Serves the migrations of the register. */
    public SchemaController(Register register, LatestSchema schemas) {
        this.register = register;
        this.schemas = schemas;
    }

    /** The last complete reading; 409 while there is none. */
    @GetMapping("/api/migrations/{migration}/schema")
    public DestinationSchema schema(@PathVariable String migration) {
        MigrationDefined definition = register.find(migration, PATIENCE)
                .map(view -> Objects.requireNonNull(view.definition()))
                .orElseThrow(() -> new MappingController.Unknown(migration));
        return schemas.of(definition.topics().ledger())
                .orElseThrow(() -> new MappingController.NotReady("nothing is known of the account of migration "
                        + migration + " yet; its loader reads it when it opens the migration's lane"));
    }
}
