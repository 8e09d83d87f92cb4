package org.crmmigration.reconcile.life;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;

/** Creates migrations. */
public final class Creation {

    private final Register register;
    private final Announcer announcer;
    private final SecretFiles secrets;
    private final Consumer<Topics> topics;
    private final StateKeeper states;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Creation of migrations.
     *
     * @param topics creates a migration's topics and returns when they are ready
     */
    public Creation(
            Register register, Announcer announcer, SecretFiles secrets, Consumer<Topics> topics, StateKeeper states) {
        this.register = register;
        this.announcer = announcer;
        this.secrets = secrets;
        this.topics = topics;
        this.states = states;
    }

    /**
     * Creates a migration: topics first, then the definition, so that nobody hears of one without topics. The same
     * request again changes nothing.
     *
     * @return whether it is new
     * @throws Refusal when the slug is taken by a different migration
     */
    public boolean create(NewMigration wanted) {
        String slug = wanted.slug();
        lock.lock();
        try {
            Optional<MigrationDefined> known = register.find(slug).map(MigrationView::definition);
            if (known.isPresent()) {
                refuseErased(slug);
                refuseOther(wanted, known.get());
                return false;
            }
            define(wanted, slug);
            states.move(slug);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void refuseErased(String slug) {
        if (register.find(slug)
                .filter(view -> view.currentState() == State.ERASED)
                .isPresent()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "migration " + slug + " was erased; choose another name for a new one");
        }
    }

    private void define(NewMigration wanted, String slug) {
        String destination = wanted.checkedDestination();
        String account = wanted.checkedAccount();
        String given = wanted.secretReference();
        String secret = given == null || given.isBlank() ? secrets.reference(slug) : given;
        Topics names = Topics.of(slug);
        topics.accept(names);
        announcer.say(
                slug,
                at -> new MigrationDefined(
                        slug, destination, account, secret, wanted.inSandbox(), names, wanted.settingsOrNone(), at));
    }

    private static void refuseOther(NewMigration wanted, MigrationDefined known) {
        if (!wanted.created(known)) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "migration " + known.migration() + " exists with another definition; choose another name or ask for"
                            + " the same definition",
                    Map.of("migration", known.migration(), "destination", known.destination()));
        }
    }
}
