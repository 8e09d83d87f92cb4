package org.crmmigration.pipedrive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmClient;
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

    Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten);

    /** Nothing is taken over but by types that say so. */
    default Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        return Optional.empty();
    }

    Written update(UpdatePlan plan);

    Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor);

    @Nullable
    String floor();

    List<ReadBack> readBack(Map<String, ObjectToWrite> expected);

    Optional<String> image(String crmId);

    Map<String, Standing> stand(Map<String, Standing.LastWrite> last);

    default Set<String> present(Collection<String> crmIds) {
        return crmIds.stream().filter(id -> image(id).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    void delete(String crmId);

    Written restore(String crmId, String beforeImage, @Nullable String lastWritten);
}
