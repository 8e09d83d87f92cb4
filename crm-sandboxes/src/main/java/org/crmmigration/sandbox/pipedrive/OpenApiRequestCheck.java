package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Path;
import java.util.List;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Instruments;

/** x. */
public final class OpenApiRequestCheck implements Instruments.Observer {
    static OpenApiRequestCheck of(Path directory) {
        return new OpenApiRequestCheck();
    }

    @Override
    public void received(Call call) {}
    /** x. */
    public List<String> violations() {
        return List.of();
    }
}
