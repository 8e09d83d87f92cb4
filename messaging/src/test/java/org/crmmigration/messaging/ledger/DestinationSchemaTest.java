package org.crmmigration.messaging.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.messaging.Schemas;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.junit.jupiter.api.Test;

class DestinationSchemaTest {

    private final DestinationSchema older = Schemas.SMALL;
    private final DestinationSchema newer = Schemas.at(older.at().plusSeconds(60));

    @Test
    void joinsTheNewestReadingThatIsComplete() {
        // Given
        List<SchemaRead> messages = new ArrayList<>(older.parts());
        messages.addAll(newer.parts().subList(0, 2));

        // When // Then
        assertThat(DestinationSchema.join(messages)).contains(older);
    }

    @Test
    void joinsPartsInAnyOrder() {
        // Given
        List<SchemaRead> messages = new ArrayList<>(newer.parts().reversed());
        messages.addAll(older.parts());

        // When // Then
        assertThat(DestinationSchema.join(messages)).contains(newer);
    }

    @Test
    void isEmptyWithoutACompleteReading() {
        assertThat(DestinationSchema.join(older.parts().subList(1, 3))).isEmpty();
    }

    @Test
    void tellsHowMuchThePlanLeaves() {
        assertThat(older.limits().getFirst().left()).contains(29L);
    }
}
