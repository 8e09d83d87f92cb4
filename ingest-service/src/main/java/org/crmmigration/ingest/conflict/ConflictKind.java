package org.crmmigration.ingest.conflict;

import java.util.List;
import java.util.Locale;

/** Kinds of conflicts, what is asked, and which answers make sense. The first answer is what happens meanwhile. */
public enum ConflictKind {
    /** Within one export an id stands with several addresses. */
    ONE_ID_TWO_ADDRESSES,
    /** Within one export an address stands with several ids. */
    ONE_ADDRESS_TWO_IDS,
    /** Within one export a transaction id stands with different contents. */
    ONE_TRANSACTION_TWO_CONTENTS;

    /** What is asked. */
    public String question() {
        return switch (this) {
            case ONE_ID_TWO_ADDRESSES ->
                "One Kartra id stands with several e-mail addresses. Which address is the contact's, or are they people of"
                        + " their own?";
            case ONE_ADDRESS_TWO_IDS ->
                "One e-mail address stands with several Kartra ids. Are they one person, and which row is right?";
            case ONE_TRANSACTION_TWO_CONTENTS ->
                "One transaction id stands with different contents. Which row is right?";
        };
    }

    /** The answers that make sense; the first is what happens as long as nobody answers. */
    public List<Answer> answers() {
        return switch (this) {
            case ONE_ID_TWO_ADDRESSES -> List.of(Answer.KEEP_LATEST, Answer.KEEP_FIRST, Answer.SPLIT);
            case ONE_ADDRESS_TWO_IDS -> List.of(Answer.SPLIT, Answer.MERGE, Answer.KEEP_FIRST, Answer.KEEP_LATEST);
            case ONE_TRANSACTION_TWO_CONTENTS -> List.of(Answer.KEEP_FIRST, Answer.KEEP_LATEST);
        };
    }

    /** The word in the interface, for example {@code one-id-two-addresses}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
