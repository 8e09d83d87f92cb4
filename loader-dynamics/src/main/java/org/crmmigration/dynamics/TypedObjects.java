package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
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

    Written update(UpdatePlan plan);

    Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted);

    List<ReadBack> readBack(Map<String, ObjectToWrite> expected);

    Optional<String> image(String crmId);

    void delete(String crmId);

    Written restore(String crmId, String beforeImage, @Nullable String lastWritten);
}
