package org.crmmigration.loader.port;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * One account of one CRM, as the load engine sees it. Every method blocks, may be called from many virtual threads at
 * once, makes its calls through the transport it was given (which spends the account's budget and repeats what is safe
 * to repeat), and throws {@link CrmFault} with what the failure means.
 *
 * <p>Law of {@link #find}: after {@code create(o)} took effect, whether or not its answer arrived,
 * {@code find(o.key().objectType(), [o], floor taken before the create)} contains it, without waiting for any search
 * index.
 */
public interface CrmClient {

    /** What this CRM can do; the engine chooses its strategy from it. */
    CrmCapabilities capabilities();

    /**
     * Reads the live schema (fields, options, users, pipelines) anew. Called when a lane opens and after each phase that
     * changes the vocabulary.
     */
    void refreshSchema();

    /**
     * The account as {@link #refreshSchema} saw it last, for mapping, preparation and the check that nothing it rests on
     * has gone. A field this migration made has its crm id as key and its type in the words of {@code field} commands; a
     * pipeline or stage has its crm id. May make calls for what the schema does not hold, such as pipelines. Empty where
     * a vendor cannot tell.
     */
    default Optional<DestinationSchema> describe() {
        return Optional.empty();
    }

    /**
     * What stands in the way of a migration into this account, and what to ask its administrator for. Asked once, before
     * a lane's first call that writes, and again as long as there are {@link Finding.Severity#ERROR errors}, for which the
     * lane waits. Leaves the account as it is.
     */
    default List<Finding> preflight() {
        return List.of();
    }

    /**
     * Creates one object; not repeatable unless {@link CrmCapabilities#strategy} says otherwise.
     *
     * @throws CrmFault.Rejected when the CRM refuses the object
     * @throws CrmFault.OutcomeUnknown when it may or may not exist now
     */
    Written create(ObjectToWrite object);

    /**
     * Creates many in one call, in their order, all or nothing unless the result says otherwise; only called when
     * {@link CrmCapabilities#bulkSize} is above 1.
     */
    default List<Written> createMany(List<ObjectToWrite> objects) {
        return objects.stream().map(this::create).toList();
    }

    /**
     * Reads the object and works out what an update would change: values that stand as wanted are left out, values a
     * person changed since our last write become conflicts and are left out too. Writes nothing.
     *
     * @param lastWritten {@link Written#written()} of our last confirmed write, null when the object was adopted
     * @return empty when the object is gone
     */
    Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten);

    /**
     * Finds the object that was in the CRM before and is the same as this one, by the rules in the command's field
     * {@code match} (a list of words in their order; a rule counts when it finds exactly one), and works out what taking it
     * over would change by the policies in its field {@code existing} ({@code field=policy}, {@code *} for the rest; leave,
     * fill or overwrite). What stands otherwise than wanted becomes a conflict. Writes nothing; asked again for the same
     * object it finds the same, and never offers one object to two.
     *
     * @return empty when there is none, or when this client cannot look
     */
    default Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        return Optional.empty();
    }

    /** Whether {@link #planAdoption} would find one; asked of many objects before they are created together. */
    default boolean isThere(ObjectToWrite object) {
        return planAdoption(object).isPresent();
    }

    /** Sends a plan's patch; repeatable, for it sets absolute values. */
    Written update(UpdatePlan plan);

    /**
     * Finds objects of a type by the migration key they carry (or by their name, for vocabulary), by a path that does not
     * lag behind writes.
     *
     * @param floor what {@link #floor} gave before they were created; null searches everything
     * @return those found; several ids for one key mean duplicates
     */
    Map<ObjectKey, List<Written>> find(String objectType, Collection<ObjectToWrite> wanted, @Nullable String floor);

    /** A cursor such that objects created from now on lie above it; null when the type has none. */
    @Nullable
    String floor(String objectType);

    /**
     * Reads objects back and compares them with what they should be.
     *
     * @param expected crm id to object
     * @return one result per id; an id that is gone has no fields and {@link ReadBack#present()} false
     */
    List<ReadBack> readBack(String objectType, Map<String, ObjectToWrite> expected);

    /** The object as it stands, as JSON for a before-image; empty when it is gone. */
    Optional<String> image(String objectType, String crmId);

    /**
     * How objects stand against our last write of them, by crm id: what a person changed since. One that is gone is left
     * out. Writes nothing. The default knows what {@link #planUpdate} calls a conflict; where that lets a person's edit be
     * as long as the command is the same, a client has to look for edits itself, or a rollback deletes them.
     */
    default Map<String, Standing> stand(String objectType, Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.forEach((id, write) -> image(objectType, id)
                .ifPresent(image -> planUpdate(id, write.object(), write.written())
                        .ifPresent(plan -> standings.put(id, new Standing(image, plan.conflicts())))));
        return standings;
    }

    /** Which of these ids the CRM still has; read past whatever lags. */
    default Set<String> present(String objectType, Collection<String> crmIds) {
        return crmIds.stream().filter(id -> image(objectType, id).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /** What of the migration's vocabulary an object uses without referring to it, for example labels by their names. */
    default Set<ObjectKey> uses(ObjectToWrite object) {
        return Set.of();
    }

    /** Deletes; an object that is gone already is no error. Repeatable. */
    void delete(String objectType, String crmId);

    /**
     * Deletes many, each on its own, as {@link #delete} does each. Repeatable.
     *
     * @return why, by crm id, those were not deleted that were not
     * @throws CrmFault when nobody knows of all what became of them; repeating all is safe
     */
    default Map<String, CrmFault> deleteMany(String objectType, Collection<String> crmIds) {
        Map<String, CrmFault> faults = new LinkedHashMap<>();
        for (String crmId : crmIds) {
            try {
                delete(objectType, crmId);
            } catch (CrmFault.Rejected refused) {
                faults.put(crmId, refused);
            }
        }
        return faults;
    }

    /** Puts the values of a before-image back, those excepted that a person changed since our last write. Repeatable. */
    Written restore(String objectType, String crmId, String beforeImage, @Nullable String lastWritten);

    /** What the owners' e-mail addresses of this run met: unmatched ones, for the owner queue. Counts only go up. */
    default Map<String, Long> unmatchedOwners() {
        return Map.of();
    }
}
