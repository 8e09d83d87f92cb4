package org.crmmigration.ingest.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crmmigration.ingest.samples.TransactionColumns;
import org.junit.jupiter.api.Test;

final class KindDetectionTest {

    @Test
    void recognisesEveryColumnOfTheTransactionsExport() {
        // When
        Header header = Header.of(FileKind.TRANSACTIONS, TransactionColumns.header());

        // Then
        assertThat(header.unknown()).isEmpty();
        assertThat(header.doubled()).isEmpty();
        assertThat(header.currencies()).containsExactly("USD");
        assertThat(KindDetection.detect("x.csv", TransactionColumns.header())).contains(FileKind.TRANSACTIONS);
    }

    @Test
    void tellsKindsApart() {
        assertThat(kind("email,phone,phone_country_code")).contains(FileKind.CONTACTS);
        assertThat(kind("Email,First Name,Last Name,Tags,Stage,Name")).contains(FileKind.CONTACTS);
        assertThat(kind("Subscription ID,Email,Product,Status,Recurring period"))
                .contains(FileKind.SUBSCRIPTIONS);
        assertThat(kind("Affiliate,Email,Earned (EUR),Reserve (EUR),Due (EUR),Paid (EUR)"))
                .contains(FileKind.AFFILIATES);
        assertThat(kind("Calendar,Class,Email,Start,Status")).contains(FileKind.APPOINTMENTS);
        assertThat(kind("Deal name,Pipeline,Stage,Value (USD)")).contains(FileKind.DEALS);
        assertThat(kind("Company name,Website,City")).contains(FileKind.COMPANIES);
        assertThat(kind("field_identifier,field_type,options")).contains(FileKind.CUSTOM_FIELDS);
        assertThat(kind("Order ID,Order Date,Product,Total (USD),Status,Email")).contains(FileKind.TRANSACTIONS);
        assertThat(KindDetection.detect("orders.csv", List.of("ID", "Status", "Date", "Buyer_Email", "Amount (USD)")))
                .contains(FileKind.TRANSACTIONS);
        assertThat(kind("colour,weight")).isEmpty();
    }

    @Test
    void letsTheFirstOfTwoColumnsCount() {
        // When
        Header header = Header.of(FileKind.CONTACTS, List.of("Email", "E-mail", "My \"Field\"!"));

        // Then
        assertThat(header.doubled()).containsExactly("E-mail");
        assertThat(header.names().getFirst()).isEqualTo("email");
        assertThat(header.custom()).containsOnlyKeys("my_field");
    }

    private static java.util.Optional<FileKind> kind(String header) {
        return KindDetection.detect("file.csv", List.of(header.split(",", -1)));
    }
}
