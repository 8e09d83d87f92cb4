package org.crmmigration.loader.http;

/** Sends a request and waits for the answer. Blocking; meant for virtual threads. */
@FunctionalInterface
public interface ApiTransport {

    /**
     * Sends.
     *
     * @return the answer; below the vendor's response reader of any status, above it only a successful one
     * @throws org.crmmigration.loader.port.CrmFault what the failure means for repeating
     */
    ApiResponse send(ApiRequest request);
}
