package org.crmmigration.reconcile.life;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a migration: its lane closes, every service drops its files, its topics and its secret are deleted. What remains
 * is its definition and the state ERASED, which name nobody, so that its name is not given twice. What is in the CRM
 * stays. Safe to repeat after a crash.
 */
public final class Erasure {

    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    private final Register register;
    private final Announcer announcer;
    private final Consumer<Topics> deleteTopics;
    private final Consumer<String> deleteLedger;
    private final SecretFiles secrets;
    private final BiConsumer<String, String> retract;

    /**
     * Erasure.
     *
     * @param deleteTopics deletes a migration's topics; those that are gone are no error
     * @param deleteLedger deletes a migration's ledger file
     * @param retract removes what was said under a key of the control topic
     */
    public Erasure(
            Register register,
            Announcer announcer,
            Consumer<Topics> deleteTopics,
            Consumer<String> deleteLedger,
            SecretFiles secrets,
            BiConsumer<String, String> retract) {
        this.register = register;
        this.announcer = announcer;
        this.deleteTopics = deleteTopics;
        this.deleteLedger = deleteLedger;
        this.secrets = secrets;
        this.retract = retract;
    }

    /**
     * Erases.
     *
     * @throws Refusal when there is no such migration
     */
    public void erase(String migration) {
        MigrationView view = register.find(migration)
                .orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "there is no migration " + migration));
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        if (view.currentState() != State.ERASED) {
            announcer.state(migration, State.ERASED, null, null, "erased on request");
        }
        deleteLedger.accept(migration);
        deleteTopics.accept(definition.topics());
        secrets.delete(migration);
        said(view).map(ControlMessage::key).forEach(key -> retract.accept(migration, key));
        log.atInfo().addKeyValue("migration", migration).log("migration erased: topics, ledger and secret");
    }

    private static Stream<ControlMessage> said(MigrationView view) {
        return Stream.of(
                        view.exports().values().stream(),
                        view.gates().values().stream(),
                        Stream.ofNullable(view.mapping()),
                        Stream.ofNullable(view.run()),
                        Stream.ofNullable(view.lane()))
                .flatMap(messages -> messages);
    }
}
