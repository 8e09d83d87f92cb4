package org.crmmigration.reconcile.life;

/** Publishes the states a migration enters by what others did. */
public final class StateKeeper {

    private final Register register;
    private final Announcer announcer;

    /** A keeper. */
    public StateKeeper(Register register, Announcer announcer) {
        this.register = register;
        this.announcer = announcer;
    }

    /** Moves the migration on as far as it goes. */
    public void move(String migration) {
        var next = register.find(migration).flatMap(StateRules::next);
        while (next.isPresent()) {
            announcer.state(
                    migration, next.get().state(), null, null, next.get().reason());
            next = register.find(migration).flatMap(StateRules::next);
        }
    }
}
