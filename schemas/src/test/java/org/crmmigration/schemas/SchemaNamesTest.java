package org.crmmigration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaNamesTest {

    private static final Pattern MESSAGE = Pattern.compile("[A-Z][A-Za-z]+(Event|Command)");
    private static final Pattern PART = Pattern.compile("[A-Z][A-Za-z]+(Value|Part|Row)");
    private static final Set<String> RECORD_PARTS = Set.of("SourceRow");

    @Test
    void endsMessagesInEventOrCommandAndPartsInValuePartOrRow() {
        assertThat(Messages.PROTOCOL.getTypes())
                .filteredOn(type -> type.getType() == Schema.Type.RECORD)
                .extracting(Schema::getName)
                .allMatch(name ->
                        MESSAGE.matcher(name).matches() || PART.matcher(name).matches() || RECORD_PARTS.contains(name));
    }

    @Test
    void keepsEveryMessageInOneNamespace() {
        assertThat(Messages.PROTOCOL.getTypes())
                .extracting(Schema::getNamespace)
                .containsOnly("org.crmmigration.schemas");
    }
}
