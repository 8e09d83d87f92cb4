package org.crmmigration.mapping.tree;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used. The message is for people: one line per problem, with file, line and key. */
public final class InvalidMapping extends RuntimeException {

    private final transient List<Problem> problems;

    /** Refused for these problems. */
    public InvalidMapping(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
