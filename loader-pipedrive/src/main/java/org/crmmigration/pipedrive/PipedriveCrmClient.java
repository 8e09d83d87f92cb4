package org.crmmigration.pipedrive;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;

/**
 * Pipedrive over REST v2, and v1 where v2 has nothing (notes, users, activity types, labels in some accounts). Object
 * types: {@code field}, {@code labels}, {@code user}, {@code pipeline}, {@code stage}, {@code organization},
 * {@code person}, {@code deal}, {@code activity}, {@code note}, {@code product}, {@code recurring_product}; any other is
 * rejected with code {@code unknown-type}.
 *
 * <p>Pipedrive has no upsert and no unique key, so every create is journalled, and {@link #find} walks the list from the
 * newest record down, which shows a record as soon as it exists; search lags by seconds and is never used. Two things hide
 * a record from that walk: a person archived the deal, or took the key's line out of an activity or a note.
 *
 * <p>Arrays (labels, e-mail addresses, phones, participants, multi-option fields) are merged with what people added.
 * Attributes of a {@link Written}: {@code existed=1} when vocabulary of the account was taken over instead of made,
 * {@code ownerUnmatched=1}, {@code skipped} with logical fields the account cannot take.
 *
 * <p>Source: Pipedrive's OpenAPI files v1 and v2 (2026-08-18) and developer pages.
 */
public final class PipedriveCrmClient implements CrmClient {

    private static final int FIELDS_AT_ONCE = 50;

    private final AccountSchema schema;
    private final Description description;
    private final OwnerQueue owners = new OwnerQueue();
    private final Map<String, TypedObjects> types = new HashMap<>();
    private final CrmCapabilities capabilities;

    /**
     * @param transport adds credentials and checks answers
     * @param plan what the account has bought
     * @param seats for how many people
     */
    PipedriveCrmClient(ApiTransport transport, PipedrivePlan plan, int seats, Clock clock) {
        PipedriveApi api = new PipedriveApi(transport);
        this.schema = new AccountSchema(api);
        this.description = new Description(api, plan, seats, clock);
        types.put(ObjectToWrite.FIELD, new Fields(api, schema));
        types.put("labels", new Labels(schema));
        types.put(Users.TYPE, new Users(api));
        types.put("pipeline", named(Endpoint.PIPELINE, Columns.PIPELINE, api, clock));
        types.put("stage", named(Endpoint.STAGE, Columns.STAGE, api, clock));
        types.put("product", named(Endpoint.PRODUCT, BillingColumns.PRODUCT, api, clock));
        types.put(RecurringProducts.TYPE, new RecurringProducts(api, schema));
        types.put(
                "organization",
                new Records(Endpoint.ORGANIZATION, ContactColumns.ORGANIZATION, api, schema, owners, clock));
        types.put("person", new Records(Endpoint.PERSON, ContactColumns.PERSON, api, schema, owners, clock));
        types.put("deal", new Records(Endpoint.DEAL, DealColumns.DEAL, api, schema, owners, clock));
        types.put("activity", new Records(Endpoint.ACTIVITY, ActivityColumns.ACTIVITY, api, schema, owners, clock));
        types.put("note", new Records(Endpoint.NOTE, ActivityColumns.NOTE, api, schema, owners, clock));
        this.capabilities = new CrmCapabilities(
                Map.of(),
                Map.of(),
                Map.of(
                        "organization",
                        Endpoint.MOST_IDS,
                        "person",
                        Endpoint.MOST_IDS,
                        "deal",
                        Endpoint.MOST_IDS,
                        "activity",
                        Endpoint.MOST_IDS,
                        "pipeline",
                        Endpoint.MOST_IDS,
                        "stage",
                        Endpoint.MOST_IDS,
                        "product",
                        Endpoint.MOST_IDS,
                        RecurringProducts.TYPE,
                        Endpoint.MOST_IDS,
                        ObjectToWrite.FIELD,
                        FIELDS_AT_ONCE),
                Set.of(ObjectToWrite.FIELD, "labels", "pipeline", "stage", Users.TYPE),
                plan.parallelism());
    }

    private NamedRecords named(Endpoint endpoint, Columns columns, PipedriveApi api, Clock clock) {
        return new NamedRecords(new Records(endpoint, columns, api, schema, owners, clock), endpoint, api);
    }

    @Override
    public CrmCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public void refreshSchema() {
        schema.refresh();
    }

    @Override
    public Optional<DestinationSchema> describe() {
        return Optional.of(description.of(schema.now()));
    }

    @Override
    public Written create(ObjectToWrite object) {
        return of(object.key().objectType()).create(object);
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return of(object.key().objectType()).planUpdate(crmId, object, lastWritten);
    }

    @Override
    public Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        return of(object.key().objectType()).planAdoption(object);
    }

    @Override
    public Written update(UpdatePlan plan) {
        return of(plan.objectType()).update(plan);
    }

    @Override
    public Map<ObjectKey, List<Written>> find(
            String objectType, Collection<ObjectToWrite> wanted, @Nullable String floor) {
        return of(objectType).find(wanted, floor);
    }

    @Override
    public @Nullable String floor(String objectType) {
        return of(objectType).floor();
    }

    @Override
    public List<ReadBack> readBack(String objectType, Map<String, ObjectToWrite> expected) {
        return of(objectType).readBack(expected);
    }

    @Override
    public Optional<String> image(String objectType, String crmId) {
        return of(objectType).image(crmId);
    }

    @Override
    public Map<String, Standing> stand(String objectType, Map<String, Standing.LastWrite> last) {
        return of(objectType).stand(last);
    }

    @Override
    public Set<String> present(String objectType, Collection<String> crmIds) {
        return of(objectType).present(crmIds);
    }

    /** Labels are written by name, so no reference tells of them. */
    @Override
    public Set<ObjectKey> uses(ObjectToWrite object) {
        return object.fields().containsKey("labels")
                ? Set.of(new ObjectKey("labels", "labels:" + object.key().objectType()))
                : Set.of();
    }

    @Override
    public void delete(String objectType, String crmId) {
        of(objectType).delete(crmId);
    }

    @Override
    public Written restore(String objectType, String crmId, String beforeImage, @Nullable String lastWritten) {
        return of(objectType).restore(crmId, beforeImage, lastWritten);
    }

    @Override
    public Map<String, Long> unmatchedOwners() {
        return owners.unmatched();
    }

    private TypedObjects of(String objectType) {
        TypedObjects objects = types.get(objectType);
        if (objects == null) {
            throw new CrmFault.Rejected(Detail.of("unknown-type", "Pipedrive has no objects of type " + objectType));
        }
        return objects;
    }
}
