package org.crmmigration.loader.port;

import java.util.Map;
import java.util.Set;

/**
 * What a CRM can do, by object type.
 *
 * @param strategies how a create is kept from happening twice; types not named use {@link Strategy#JOURNAL}
 * @param bulkSizes objects per call; types not named go one by one
 * @param readBackSizes objects per read-back call; types not named go one by one
 * @param vocabulary types after whose phase the live schema must be read again
 * @param parallelism how many calls at once the vendor recommends for one account
 */
public record CrmCapabilities(
        Map<String, Strategy> strategies,
        Map<String, Integer> bulkSizes,
        Map<String, Integer> readBackSizes,
        Set<String> vocabulary,
        int parallelism) {

    /** How a create is kept from happening twice, best first. */
    public enum Strategy {
        /** The id is ours, derived from the source key: repeating writes the same object. */
        OWN_ID,
        /** The API upserts on a unique key, or creating by a unique name is idempotent: repeating is safe. */
        NATURAL_UPSERT,
        /** Nothing helps: intent before the call, look before repeating. */
        JOURNAL
    }

    /** The strategy for a type. */
    public Strategy strategy(String objectType) {
        return strategies.getOrDefault(objectType, Strategy.JOURNAL);
    }

    /** Objects per write call. */
    public int bulkSize(String objectType) {
        return bulkSizes.getOrDefault(objectType, 1);
    }

    /** Objects per read-back call. */
    public int readBackSize(String objectType) {
        return readBackSizes.getOrDefault(objectType, 1);
    }

    /** Objects per write call of the types that go in bulk, the middle one; 1 when none do. For forecasts. */
    public int usualBulkSize() {
        return middle(bulkSizes);
    }

    /** Objects per read-back call of the types that go together, the middle one; 1 when none do. For forecasts. */
    public int usualReadBackSize() {
        return middle(readBackSizes);
    }

    private static int middle(Map<String, Integer> sizes) {
        int[] several = sizes.values().stream()
                .mapToInt(Integer::intValue)
                .filter(size -> size > 1)
                .sorted()
                .toArray();
        return several.length == 0 ? 1 : several[several.length / 2];
    }
}
