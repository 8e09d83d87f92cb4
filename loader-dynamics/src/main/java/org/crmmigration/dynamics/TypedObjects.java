package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** {@link CrmClient} for the objects of one type; the same promises. */
interface TypedObjects {

    Written create(ObjectToWrite object);

    default List<Written> createMany(List<ObjectToWrite> objects) {
        return objects.stream().map(this::create).toList();
    }

    Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten);

    default boolean isThere(ObjectToWrite object) {
        return false;
    }

    /** Nothing is taken over but by types that say so. */
    default Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        return Optional.empty();
    }

    Written update(UpdatePlan plan);

    Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted);

    List<ReadBack> readBack(Map<String, ObjectToWrite> expected);

    Optional<String> image(String crmId);

    default Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.forEach((id, write) -> image(id)
                .ifPresent(image -> planUpdate(id, write.object(), write.written())
                        .ifPresent(plan -> standings.put(id, new Standing(image, plan.conflicts())))));
        return standings;
    }

    default Set<String> present(Collection<String> crmIds) {
        return crmIds.stream().filter(id -> image(id).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    void delete(String crmId);

    default Map<String, CrmFault> deleteMany(Collection<String> crmIds) {
        Map<String, CrmFault> faults = new LinkedHashMap<>();
        for (String crmId : crmIds) {
            try {
                delete(crmId);
            } catch (CrmFault.Rejected refused) {
                faults.put(crmId, refused);
            }
        }
        return faults;
    }

    Written restore(String crmId, String beforeImage, @Nullable String lastWritten);
}
