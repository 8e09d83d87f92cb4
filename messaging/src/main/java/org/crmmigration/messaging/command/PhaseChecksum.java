package org.crmmigration.messaging.command;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Count and order-independent checksum of a phase's commands; writer and readers of the topic must agree. */
public final class PhaseChecksum {

    private long count;
    private long sum;

    /** An empty checksum. */
    public PhaseChecksum() {}

    /** Goes on from a state written by {@link #count()} and {@link #text()}. */
    public PhaseChecksum(long count, String text) {
        this.count = count;
        this.sum = HexFormat.fromHexDigitsToLong(text);
    }

    /** Adds one command. */
    public void add(CommandMessage.ObjectCommand command) {
        CRC32C crc = new CRC32C();
        crc.update((command.action() + "|" + command.key() + "|" + command.payloadHash())
                .getBytes(StandardCharsets.UTF_8));
        sum += crc.getValue();
        count++;
    }

    /** How many commands were added. */
    public long count() {
        return count;
    }

    /** 16 hex digits. */
    public String text() {
        return HexFormat.of().toHexDigits(sum);
    }
}
