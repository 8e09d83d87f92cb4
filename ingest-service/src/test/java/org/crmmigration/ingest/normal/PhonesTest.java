package org.crmmigration.ingest.normal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PhonesTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final String SIGNS = "0123456789012345678923456789 -.()x,";

    @ParameterizedTest
    @ValueSource(strings = {"US", "CA", "DE"})
    void readsAsTheLibraryDoes(String region) {
        Random random = new Random(region.hashCode());
        for (int i = 0; i < 20_000; i++) {
            // Given
            String number = written(random);

            // When
            Optional<String> e164 = Phones.e164(number, "", List.of(region));

            // Then
            assertThat(e164).as("%s in %s", number, region).isEqualTo(library(number, region));
        }
    }

    private static String written(Random random) {
        StringBuilder number = new StringBuilder();
        int length = 8 + random.nextInt(6);
        boolean digits = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            number.append(SIGNS.charAt(random.nextInt(digits ? 28 : SIGNS.length())));
            if (digits && (i == 2 || i == 5) && random.nextInt(3) == 0) {
                number.append(" -.".charAt(random.nextInt(3)));
            }
        }
        return number.toString();
    }

    private static Optional<String> library(String number, String region) {
        boolean international = number.startsWith("00");
        try {
            PhoneNumber parsed =
                    LIBRARY.parse(international ? "+" + number.substring(2) : number, international ? null : region);
            return LIBRARY.isPossibleNumber(parsed)
                    ? Optional.of(LIBRARY.format(parsed, PhoneNumberFormat.E164))
                            .filter(e164 -> e164.length() > 6) // shorter ones the library takes for possible
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
