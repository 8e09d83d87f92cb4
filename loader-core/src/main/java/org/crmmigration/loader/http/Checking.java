package org.crmmigration.loader.http;

import org.crmmigration.loader.port.CrmVendor;

/** Lets the vendor's reader of status codes turn every answer that is no success into its fault. */
final class Checking implements ApiTransport {

    private final ApiTransport next;
    private final CrmVendor vendor;

    Checking(ApiTransport next, CrmVendor vendor) {
        this.next = next;
        this.vendor = vendor;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        return vendor.check(request, next.send(request));
    }
}
