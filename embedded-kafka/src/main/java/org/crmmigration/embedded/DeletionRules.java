package org.crmmigration.embedded;

import java.util.List;

/** Deleting is done in two steps, first hiding, then erasing; these are the refusals of a step out of turn. */
final class DeletionRules {
    private DeletionRules() {}

    /** The subject's versions that the step concerns, at least one. */
    static List<Integer> ofSubject(SchemaState state, String subject, boolean permanently) {
        boolean live = !state.versions(subject, false).isEmpty();
        boolean hidden = !live && !state.versions(subject, true).isEmpty();
        if (!live && !hidden) {
            throw RegistryError.subjectNotFound(subject);
        }
        if (live && permanently) {
            throw notDeletedFirst(40405, "Subject '" + subject + "'");
        }
        if (hidden && !permanently) {
            throw deletedAlready(40404, "Subject '" + subject + "'");
        }
        return state.versions(subject, permanently).stream()
                .map(SchemaState.Version::number)
                .toList();
    }

    /** Passes when the step may be done to this version, which exists. */
    static void ofVersion(SchemaState state, String subject, int version, boolean permanently) {
        boolean live = state.versions(subject, false).stream().anyMatch(v -> v.number() == version);
        String which = "Subject '" + subject + "' Version " + version;
        if (live && permanently) {
            throw notDeletedFirst(40407, which);
        }
        if (!live && !permanently) {
            throw deletedAlready(40406, which);
        }
    }

    private static RegistryError notDeletedFirst(int code, String which) {
        return new RegistryError(code, which + " was not deleted first before being permanently deleted");
    }

    private static RegistryError deletedAlready(int code, String which) {
        return new RegistryError(code, which + " was soft deleted. Set permanent=true to delete permanently");
    }
}
