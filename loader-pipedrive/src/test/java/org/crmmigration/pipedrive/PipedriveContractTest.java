package org.crmmigration.pipedrive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.crmmigration.contract.CrmClientContract;
import org.crmmigration.contract.VendorUnderTest;
import org.junit.jupiter.api.Test;

class PipedriveContractTest extends CrmClientContract {

    @Override
    protected VendorUnderTest start() {
        return new PipedriveUnderTest(PipedriveUnderTest.checked());
    }

    /** Every other test of the contract asserts it; this one shows whether they could. */
    @Test
    void checksRequestsAgainstTheVendorsDescription() {
        assumeTrue(
                Files.isDirectory(PipedriveUnderTest.openApi()),
                "the vendor's OpenAPI files are not at hand, so requests were not checked against them");
    }
}
