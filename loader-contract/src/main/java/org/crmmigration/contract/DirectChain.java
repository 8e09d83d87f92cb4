package org.crmmigration.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;

/** The shortest way to the server: credentials, the wire, the vendor's reading of the status. Repeats nothing. */
final class DirectChain implements ApiTransport {

    private static final HttpClient HTTP = JdkTransport.httpClient(Duration.ofSeconds(5));
    private static final Duration TOTAL = Duration.ofSeconds(20);

    private final CrmVendor vendor;
    private final Account account;
    private final ApiTransport wire;
    private final Consumer<ApiRequest> observer;

    DirectChain(CrmVendor vendor, Account account, URI url, Consumer<ApiRequest> observer) {
        this.vendor = vendor;
        this.account = account;
        this.wire = new JdkTransport(HTTP, url, TOTAL);
        this.observer = observer;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        observer.accept(request);
        return vendor.check(request, wire.send(vendor.authorize(request, account)));
    }
}
