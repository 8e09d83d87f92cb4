package org.crmmigration.loader.port;

import java.util.List;

/**
 * One object read back and compared.
 *
 * @param present false when the CRM has no such object
 */
public record ReadBack(String crmId, boolean present, List<FieldCheck> fields) {

    /** How one field compares. */
    public record FieldCheck(String field, Verdict verdict, String reason) {}

    /** EXPLAINED: different in a way the CRM is known for, with the reason; for example a normalised phone number. */
    public enum Verdict {
        EQUAL,
        EXPLAINED,
        DIFFERENT
    }

    /** Whether the object is there and no field is unexplained. */
    public boolean sound() {
        return present && fields.stream().noneMatch(check -> check.verdict() == Verdict.DIFFERENT);
    }
}
