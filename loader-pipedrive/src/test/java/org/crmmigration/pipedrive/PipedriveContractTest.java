package org.crmmigration.pipedrive;

import org.crmmigration.contract.CrmClientContract;
import org.crmmigration.contract.VendorUnderTest;

class PipedriveContractTest extends CrmClientContract {

    @Override
    protected VendorUnderTest start() {
        return new PipedriveUnderTest(PipedriveUnderTest.settings());
    }
}
