package org.crmmigration.loader.http;

import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;

/** Adds the account's credentials. */
final class Authorizing implements ApiTransport {

    private final ApiTransport next;
    private final CrmVendor vendor;
    private final Account account;

    Authorizing(ApiTransport next, CrmVendor vendor, Account account) {
        this.next = next;
        this.vendor = vendor;
        this.account = account;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        return next.send(vendor.authorize(request, account));
    }
}
