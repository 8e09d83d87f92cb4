package org.crmmigration.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A CRM's API that runs in this process. Every vendor's sandbox can be asked and disturbed in the same words. */
public interface Sandbox extends AutoCloseable {

    /** Scheme, host and port to give to a client. */
    URI url();

    /** What watches and disturbs its calls. */
    Instruments instruments();

    default Faults faults() {
        return instruments().faults();
    }

    default Counters counters() {
        return instruments().counters();
    }

    default RequestLog log() {
        return instruments().log();
    }

    /** Everything in the account, in the format of {@link Store}. For large accounts use {@link #dump}. */
    default JsonNode content() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dump(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    void dump(OutputStream out);

    void snapshot(Path file);

    void restore(Path file);

    /** Back to an empty account with its defaults; counters, log and budget start again, faults end. */
    void reset();

    /** What requests did that the vendor's published description does not allow; empty when that is not watched. */
    List<String> violations();

    @Override
    void close();
}
