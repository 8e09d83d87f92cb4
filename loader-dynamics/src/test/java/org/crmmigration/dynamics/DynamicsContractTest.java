package org.crmmigration.dynamics;

import org.crmmigration.contract.CrmClientContract;
import org.crmmigration.contract.VendorUnderTest;

class DynamicsContractTest extends CrmClientContract {

    @Override
    protected VendorUnderTest start() {
        return new DynamicsUnderTest(DynamicsUnderTest.settings());
    }
}
