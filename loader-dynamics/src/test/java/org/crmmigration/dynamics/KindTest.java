package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.loader.port.ReadBack.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

    @ParameterizedTest
    @CsvSource({
        "TEXT, abc, abc, EQUAL",
        "TEXT, abc, 'abc  ', EXPLAINED",
        "TEXT, abc, abd, DIFFERENT",
        "TEXT, abc, '', DIFFERENT",
        "NUMBER, 12.5, 12.50, EQUAL",
        "MONEY, 12.505, 12.50, EXPLAINED",
        "MONEY, 12.5, 13, DIFFERENT",
        "'CHOICES', '1,2', '2,1', EQUAL",
        "'CHOICES', '1,2', '1,2,3', EXPLAINED",
        "'CHOICES', '1,2', '1', DIFFERENT",
        "DAY, 2020-01-02, 2020-01-02T00:00:00Z, EQUAL",
        "MOMENT, 2020-01-02T03:04:05.678Z, 2020-01-02T03:04:05Z, EQUAL",
        "CREATED, 2020-01-02T03:04:05Z, 2020-01-02T00:00:00Z, EXPLAINED",
        "CREATED, 2020-01-02T03:04:05Z, 2026-01-02T00:00:00Z, DIFFERENT",
        "LOOKUP, /accounts(AB), /accounts(ab), EQUAL",
        "STATE, 1/3, 1/5, EQUAL",
    })
    void comparesAsDataverseKeepsValues(Kind kind, String wanted, String current, Verdict verdict) {
        // When
        Kind.Comparison comparison = kind.compare(RowCodec.text(wanted), RowCodec.text(current));

        // Then
        assertThat(comparison.verdict()).isEqualTo(verdict);
    }
}
