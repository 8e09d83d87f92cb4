package org.crmmigration.mapping.run;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/**
 * What of a plan a run says: all of it, the first phase alone, or what comes of chosen records. What it says is the same
 * message for message as in a whole run, so that a later whole run finds it unchanged.
 *
 * @param refinement of commands, the last step before they are said
 * @param first the first phase: its objects are named by their names, so that they come along whole
 */
record Selection(RunScope scope, Refinement refinement, int first) {

    /** Commands as the plan makes them. */
    static final Refinement AS_PLANNED = (message, _) -> message;

    /** Changes what a plan made of a record. */
    @FunctionalInterface
    interface Refinement {
        /** The message to say. */
        CommandMessage of(CommandMessage message, SourceRecord record);
    }

    /** How a scope names a record. */
    static String key(SourceRecord record) {
        return record.kind().word() + '|' + record.sourceKey();
    }

    /** The source key in what {@link #key} says. */
    static String sourceKey(String key) {
        return key.substring(key.indexOf('|') + 1);
    }

    /** Whether a record may say something in a phase. */
    boolean takes(SourceRecord record, int phase) {
        return phase == first || isChosen(record);
    }

    /** Whether it says this. */
    boolean says(CommandMessage message, SourceRecord record) {
        return message instanceof ObjectCommand || isChosen(record);
    }

    private boolean isChosen(SourceRecord record) {
        return scope.reach() != Reach.SAMPLE || scope.keys().contains(key(record));
    }

    /** The phases of a run; the vocabulary is the first. */
    static NavigableMap<Integer, String> phases(Mapping mapping, RunScope scope) {
        return scope.reach() == Reach.PREPARATION
                ? new TreeMap<>(mapping.phases().headMap(mapping.phases().firstKey(), true))
                : mapping.phases();
    }
}
