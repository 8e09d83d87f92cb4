package org.crmmigration.dynamics;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.crmmigration.dynamics.api.ApplicationUsers;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Gate;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Dynamics 365 Sales over the Dataverse Web API v9.2. Object types: {@code field}, {@code labels}, {@code key},
 * {@code price_list}, {@code list}, {@code account}, {@code contact}, {@code opportunity}, {@code opportunity_line},
 * {@code appointment}, {@code phone_call}, {@code note}, {@code list_members}, {@code opportunity_close}, and
 * where chosen {@code table}, {@code order}, {@code subscription}, {@code affiliate}, {@code tag}, {@code contact_tags}; any other is
 * rejected with code {@code unknown-type}.
 *
 * <p>Every row we make has an id of ours, derived from its migration key, so that a create can be repeated at any time and
 * nothing has to be looked for by search. Rows that are created at the same time share bulk calls, whoever asked for them; a bulk
 * call is all or nothing, and its poison row is found and refused alone.
 *
 * <p>Attributes of a {@link Written}: {@code ownerUnmatched=1} when the owner is no enabled user, {@code adopted=1} when a
 * column was there before.
 */
public final class DynamicsCrmClient implements CrmClient {

    private static final String LABELS = "labels";
    private static final String KEY = "key";
    private static final String LIST_MEMBERS = "list_members";
    private static final String CONTACT_TAGS = "contact_tags";
    private static final String TABLE = "table";
    private static final String CLOSE = "opportunity_close";

    private final LiveSchema schema;
    private final Patience patience;
    private final Customizing customizing;
    private final NamedRows lists;
    private final NamedRows tags;
    private final NamedRows priceLists;
    private final Preflight preflight;
    private final Description description;
    private final OwnerQueue owners = new OwnerQueue();
    private final Map<String, TypedObjects> types = new HashMap<>();
    private final CrmCapabilities capabilities;

    /**
     * @param gate the way to the environment; adds credentials and checks answers
     * @param account the environment, for its address, its plan and its application users
     * @param parallelism calls at once that service protection bears
     * @param clock when the environment was described, and how long ago its rows were listed
     * @param sleeper waits, for new metadata and for indexes
     */
    public DynamicsCrmClient(
            Gate gate,
            Account account,
            int parallelism,
            DynamicsSettings settings,
            Clock clock,
            Consumer<Duration> sleeper) {
        DynamicsApi api = new DynamicsApi(gate, settings.writing());
        Names names = new Names(settings);
        this.schema = new LiveSchema(api, ApplicationUsers.clients(account));
        RowTypes rowTypes = new RowTypes(names);
        this.patience = new Patience(sleeper, settings.prefix());
        this.customizing = new Customizing(api, new ColumnDefinition(settings, schema::languages), patience);
        this.lists = new NamedRows(api, schema, NamedRows.Table.LISTS);
        this.tags = new NamedRows(api, schema, tagTable(names));
        this.preflight = new Preflight(api, schema, account.plan());
        this.priceLists = new NamedRows(api, schema, NamedRows.Table.PRICE_LISTS);
        this.description = new Description(
                api,
                schema,
                rowTypes,
                names,
                Map.of("list", lists, "tag", tags, "price_list", priceLists),
                account.plan(),
                clock);
        BulkTables bulk = new BulkTables(api);
        Batches batches = new Batches(api, patience, settings.callsPerBatch());
        RowWriter writer = new RowWriter(api, settings, patience, bulk);
        Records.Rows rows = new Records.Rows(
                api,
                batches,
                rowTypes,
                writer,
                new Gatherer<>(writer, gate::width),
                new Gatherer<>(new RowChanges(api, settings, patience, bulk, batches), gate::width),
                new Gatherer<>(new RowLooks(api), gate::width),
                clock);
        rowTypes.all().forEach(type -> types.put(type.word(), new Records(type, schema, names, rows, owners)));
        AlternateKeys keys = new AlternateKeys(api, names, rowTypes, customizing, sleeper);
        CustomTables tables = new CustomTables(api, names, customizing);
        types.put(TABLE, tables);
        types.put(KEY, keys);
        types.put(
                ObjectToWrite.FIELD,
                columns(ObjectToWrite.FIELD, keys, tables, object -> ColumnWish.ofField(object, names, rowTypes)));
        types.put(LABELS, columns(LABELS, keys, tables, object -> ColumnWish.ofLabels(object, names, rowTypes)));
        types.put(LIST_MEMBERS, new Members(LIST_MEMBERS, "lists", new ListMembership(api, lists), batches));
        Grouping tagging = new TagMembership(api, tags, names, account.url(), batches);
        types.put(CONTACT_TAGS, new Members(CONTACT_TAGS, "tags", tagging, batches));
        types.put(CLOSE, new Closings(api, batches));
        this.capabilities = capabilities(rowTypes, settings, parallelism);
    }

    private static NamedRows.Table tagTable(Names names) {
        RowType rows = CustomTable.TAG.rows(names);
        return new NamedRows.Table(rows.set(), rows.id(), CustomTable.TAG.nameColumn(names), "");
    }

    private Columns columns(
            String word, AlternateKeys keys, CustomTables tables, Function<ObjectToWrite, ColumnWish> wishes) {
        return new Columns(word, schema, customizing, keys, tables, wishes);
    }

    private static CrmCapabilities capabilities(RowTypes types, DynamicsSettings settings, int parallelism) {
        Map<String, Strategy> strategies = new HashMap<>();
        Map<String, Integer> bulk = new HashMap<>();
        Map<String, Integer> reads = new HashMap<>();
        types.all().forEach(type -> {
            strategies.put(type.word(), Strategy.OWN_ID);
            bulk.put(type.word(), type.hasStates() ? settings.callsPerBatch() : settings.rowsPerCall());
            reads.put(type.word(), RowReads.MOST_IDS);
        });
        List.of(LIST_MEMBERS, CONTACT_TAGS).forEach(word -> bulk.put(word, settings.rowsPerCall()));
        bulk.put(CLOSE, settings.callsPerBatch());
        List.of(LIST_MEMBERS, CONTACT_TAGS, CLOSE).forEach(word -> reads.put(word, RowReads.MOST_IDS));
        List.of(ObjectToWrite.FIELD, LABELS, KEY, TABLE, LIST_MEMBERS, CONTACT_TAGS, CLOSE)
                .forEach(word -> strategies.put(word, Strategy.NATURAL_UPSERT));
        return new CrmCapabilities(
                strategies,
                bulk,
                reads,
                Set.of(ObjectToWrite.FIELD, LABELS, KEY, TABLE, "price_list", "list", "tag"),
                parallelism);
    }

    @Override
    public List<Finding> preflight() {
        return preflight.run();
    }

    @Override
    public CrmCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public void refreshSchema() {
        customizing.publish();
        patience.renew();
        lists.forget();
        tags.forget();
        priceLists.forget();
        schema.refresh();
    }

    @Override
    public Optional<DestinationSchema> describe() {
        return Optional.of(description.read());
    }

    @Override
    public Written create(ObjectToWrite object) {
        return of(object.key().objectType()).create(object);
    }

    @Override
    public List<Written> createMany(List<ObjectToWrite> objects) {
        return objects.isEmpty()
                ? List.of()
                : of(objects.getFirst().key().objectType()).createMany(objects);
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return of(object.key().objectType()).planUpdate(crmId, object, lastWritten);
    }

    @Override
    public boolean isThere(ObjectToWrite object) {
        return of(object.key().objectType()).isThere(object);
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
        return wanted.isEmpty() ? Map.of() : of(objectType).find(wanted);
    }

    /** None: what we made is found by its id. */
    @Override
    public @Nullable String floor(String objectType) {
        return null;
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

    @Override
    public void delete(String objectType, String crmId) {
        of(objectType).delete(crmId);
    }

    @Override
    public Map<String, CrmFault> deleteMany(String objectType, Collection<String> crmIds) {
        return of(objectType).deleteMany(crmIds);
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
            throw new CrmFault.Rejected(Detail.of("unknown-type", "Dynamics has no objects of type " + objectType));
        }
        return objects;
    }
}
