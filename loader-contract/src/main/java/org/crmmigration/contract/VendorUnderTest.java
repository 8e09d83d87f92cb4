package org.crmmigration.contract;

import java.util.List;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;

/** One vendor, its sandbox with its knobs, and samples of everything the vendor can hold. Used by one test at a time. */
public interface VendorUnderTest extends AutoCloseable {

    /** What goes wrong once, with the next create of an object type. */
    enum Trouble {
        /** The object is made; the connection closes without an answer. */
        ANSWER_LOST,
        /** The object is made; the answer is a server error. */
        ERROR_AFTER_COMMIT,
        /** Nothing is made; the answer is a server error. */
        ERROR_BEFORE_EFFECT,
        /** Nothing is made; the connection closes. */
        CONNECTION_LOST,
        /** Nothing is made; the answer says that calls come too fast. */
        RATE_LIMIT
    }

    /** The vendor's implementation. */
    CrmVendor vendor();

    /** The sandbox's account, with credentials that work. */
    Account account();

    /** The same with a credential the sandbox does not know. */
    Account strangersAccount();

    /** What has to exist before the samples, in order: custom fields, vocabulary, parents. */
    List<Sample> foundations();

    /** One sample for each object type. */
    List<Sample> samples();

    /** Objects that the CRM refuses. */
    List<Refused> refused();

    /** An empty account without faults; counters start again. */
    void reset();

    /** Makes the next create of a type go wrong. */
    void strike(String objectType, Trouble trouble);

    /** Changes a field as a person in the CRM would. */
    void edit(String objectType, String crmId, String logicalField);

    /** How many objects of a type the sandbox holds. */
    long count(String objectType);

    /** What the sandbox charged since the last reset, in the vendor's currency. */
    double charged();

    /** What requests did that the vendor's published description does not allow. */
    List<String> violations();

    @Override
    void close();
}
