package org.crmmigration.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.crmmigration.loader.port.AccountLimits;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallThingsTest {

    @Nested
    class Keys {

        @ParameterizedTest
        @ValueSource(strings = {"acme:note:note:4711", "acme:activity:appointment:a&b<c"})
        void readsTheKeyItAppended(String key) {
            // When
            Optional<String> read = MigrationKey.in(MigrationKey.append("<p>Text</p>", key));

            // Then
            assertThat(read).contains(key);
        }

        @Test
        void readsTheLastOfSeveral() {
            // When
            Optional<String> read = MigrationKey.in("Migration key: a:b:c<br>more<br>Migration key: d:e:f</p>");

            // Then
            assertThat(read).contains("d:e:f");
        }

        @Test
        void findsNoneWhereThereIsNone() {
            // When
            Optional<String> read = MigrationKey.in("<p>The key is under the mat</p>");

            // Then
            assertThat(read).isEmpty();
        }
    }

    @Nested
    class LabelSets {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"1,2,3,7|person:label_ids#1-3,7", "5|person:label_ids#5", "9,4,5|person:label_ids#4-5,9"})
        void namesTheOptionsItMade(String ids, String crmId) {
            // Given
            List<Long> made =
                    List.of(ids.split(",")).stream().map(Long::valueOf).toList();

            // When
            LabelSet labels = LabelSet.of(Entity.PERSON, made);

            // Then
            assertThat(labels.crmId()).isEqualTo(crmId);
            assertThat(LabelSet.parse(crmId)).isEqualTo(labels);
        }

        @Test
        void namesNoneWhenItMadeNone() {
            // When
            String crmId = LabelSet.of(Entity.DEAL, List.of()).crmId();

            // Then
            assertThat(crmId).isEqualTo("deal:label_ids");
            assertThat(LabelSet.parse(crmId).made()).isEmpty();
        }
    }

    @Nested
    class Plans {

        @ParameterizedTest
        @CsvSource({"lite,2,20,60000", "Growth,1,40,60000", "ultimate,10,120,2100000", "unheard-of,1,20,30000"})
        void grantsWhatThePlanGrants(String name, int seats, int burst, double tokens) {
            // When
            AccountLimits limits = PipedrivePlan.named(name).limits(seats);

            // Then
            assertThat(limits.windows().getFirst().calls()).isEqualTo(burst);
            assertThat(limits.daily()).isEqualTo(new AccountLimits.Daily(tokens, ZoneOffset.UTC));
        }
    }

    @Nested
    class Floors {

        @Test
        void asksTheAccountOnceAndFollowsOurOwnIds() {
            // Given
            AtomicInteger asked = new AtomicInteger();
            Floor floor = new Floor(() -> {
                asked.incrementAndGet();
                return 10_000;
            });
            floor.get();
            floor.passed(20_000);

            // When
            String now = floor.get();

            // Then
            assertThat(now).isEqualTo("19500");
            assertThat(asked).hasValue(1);
        }
    }
}
