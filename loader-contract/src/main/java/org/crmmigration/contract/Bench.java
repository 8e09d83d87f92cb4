package org.crmmigration.contract;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** A client on a fresh account, with what one test needs to speak of it briefly. */
final class Bench {

    private final VendorUnderTest subject;
    private final Map<ObjectKey, String> ids = new HashMap<>();
    private final List<ApiRequest> requests = new ArrayList<>();
    private final CrmClient client;

    Bench(VendorUnderTest subject) {
        this.subject = subject;
        this.client = client(subject.account(), subject.account().url());
    }

    /** A bench whose account holds the foundations. */
    static Bench furnished(VendorUnderTest subject) {
        Bench bench = new Bench(subject);
        bench.client.refreshSchema();
        for (Sample foundation : subject.foundations()) {
            bench.create(foundation);
        }
        bench.client.refreshSchema();
        return bench;
    }

    /** A client with other credentials or another address. */
    CrmClient client(Account account, URI url) {
        DirectChain chain = new DirectChain(subject.vendor(), account, url, requests::add);
        return subject.vendor().client(chain, account, Clock.systemUTC());
    }

    CrmClient client() {
        return client;
    }

    List<ApiRequest> requests() {
        return requests;
    }

    ObjectToWrite object(ObjectKey key, Map<String, Value> fields) {
        return new ObjectToWrite(key, "kit:" + key.objectType() + ":" + key.sourceKey(), fields, Map.copyOf(ids));
    }

    ObjectToWrite object(Sample sample) {
        return object(sample.key(), sample.fields());
    }

    ObjectToWrite changed(Sample sample) {
        return object(sample.key(), sample.changed());
    }

    Written create(Sample sample) {
        Written written = client.create(object(sample));
        ids.put(sample.key(), written.crmId());
        return written;
    }

    ReadBack readBack(String crmId, ObjectToWrite expected) {
        return client.readBack(expected.key().objectType(), Map.of(crmId, expected))
                .getFirst();
    }

    List<Written> find(ObjectToWrite object, @org.jspecify.annotations.Nullable String floor) {
        Map<ObjectKey, List<Written>> found = client.find(object.key().objectType(), List.of(object), floor);
        return found.getOrDefault(object.key(), List.of());
    }

    long count(Sample sample) {
        return subject.count(sample.key().objectType());
    }

    /** The same object under a key that nothing has. */
    ObjectToWrite stranger(Sample sample) {
        Map<String, Value> fields = new LinkedHashMap<>(sample.fields());
        return object(new ObjectKey(sample.key().objectType(), sample.key().sourceKey() + "-never"), fields);
    }
}
