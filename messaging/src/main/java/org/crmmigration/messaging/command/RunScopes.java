package org.crmmigration.messaging.command;

import java.util.List;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.schemas.RunReach;
import org.crmmigration.schemas.RunScopePart;
import org.jspecify.annotations.Nullable;

/** Converts a run's scope to and from its Avro form. Messages from before there were scopes mean everything. */
public final class RunScopes {

    private RunScopes() {}

    /** The Avro form; keys and causes in alphabetical order. */
    public static RunScopePart toAvro(RunScope scope) {
        RunScope.Part part = scope.part();
        return new RunScopePart(
                RunReach.valueOf(scope.reach().name()),
                sorted(scope.causes()),
                sorted(scope.keys()),
                part.sinceRun(),
                part.phase(),
                part.objectType());
    }

    /** The scope. */
    public static RunScope fromAvro(@Nullable RunScopePart part) {
        if (part == null || part.getReach() == null) {
            return RunScope.EVERYTHING;
        }
        return new RunScope(
                Reach.valueOf(part.getReach().name()),
                Set.copyOf(part.getCauses()),
                Set.copyOf(part.getKeys()),
                new RunScope.Part(part.getSinceRun(), part.getPhase(), part.getObjectType()));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
