package org.crmmigration.sandbox.dynamics.metadata;

import java.util.Arrays;
import java.util.Optional;

/** The types a column can have, with the names the metadata API uses for them. */
public enum ColumnType {
    STRING("String", "StringType"),
    MEMO("Memo", "MemoType"),
    INTEGER("Integer", "IntegerType"),
    BIGINT("BigInt", "BigIntType"),
    DECIMAL("Decimal", "DecimalType"),
    DOUBLE("Double", "DoubleType"),
    MONEY("Money", "MoneyType"),
    BOOLEAN("Boolean", "BooleanType"),
    DATETIME("DateTime", "DateTimeType"),
    PICKLIST("Picklist", "PicklistType"),
    MULTISELECT("Virtual", "MultiSelectPicklistType"),
    STATE("State", "StateType"),
    STATUS("Status", "StatusType"),
    LOOKUP("Lookup", "LookupType"),
    CUSTOMER("Customer", "CustomerType"),
    OWNER("Owner", "OwnerType"),
    UNIQUEIDENTIFIER("Uniqueidentifier", "UniqueidentifierType");

    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private final String attributeType;
    private final String typeName;

    ColumnType(String attributeType, String typeName) {
        this.attributeType = attributeType;
        this.typeName = typeName;
    }

    public String attributeType() {
        return attributeType;
    }

    public String typeName() {
        return typeName;
    }

    /** The {@code @odata.type} without its hash sign, for example {@code Microsoft.Dynamics.CRM.StringAttributeMetadata}. */
    public String odataType() {
        return switch (this) {
            case MULTISELECT -> CRM + "MultiSelectPicklistAttributeMetadata";
            case CUSTOMER, OWNER -> CRM + "LookupAttributeMetadata";
            case UNIQUEIDENTIFIER -> CRM + "UniqueIdentifierAttributeMetadata";
            case BIGINT -> CRM + "BigIntAttributeMetadata";
            case DATETIME -> CRM + "DateTimeAttributeMetadata";
            case STRING, MEMO, INTEGER, DECIMAL, DOUBLE, MONEY, BOOLEAN, PICKLIST, STATE, STATUS, LOOKUP ->
                CRM + attributeType + "AttributeMetadata";
        };
    }

    public static Optional<ColumnType> ofOdataType(String odataType) {
        String plain = odataType.startsWith("#") ? odataType.substring(1) : odataType;
        return Arrays.stream(values())
                .filter(type -> type.odataType().equals(plain))
                .findFirst();
    }

    /** Whether the column points to another row. */
    public boolean isLookup() {
        return this == LOOKUP || this == CUSTOMER || this == OWNER;
    }

    public boolean isText() {
        return this == STRING || this == MEMO;
    }

    public boolean isNumber() {
        return this == INTEGER || this == BIGINT || this == DECIMAL || this == DOUBLE || this == MONEY;
    }

    /** Whether the value is one of a set of options. */
    public boolean hasOptions() {
        return this == PICKLIST || this == MULTISELECT || this == STATE || this == STATUS;
    }
}
