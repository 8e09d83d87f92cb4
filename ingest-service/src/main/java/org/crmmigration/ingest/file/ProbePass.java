package org.crmmigration.ingest.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The first pass over a file's bytes. */
final class ProbePass {

    private static final int HEAD = 1 << 17;

    private final MessageDigest digest = sha256();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer scratch = CharBuffer.allocate(1 << 16);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private byte[] head = new byte[0];
    private long bytes;
    private long ends;
    private long pairs;
    private long returns;
    private long quotes;
    private long nulls;
    private long evenNulls;
    private byte last;
    private boolean clean = true;

    void take(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        bytes += length;
        byte before = last;
        for (int i = 0; i < length; i++) {
            byte b = buffer[i];
            if ((b > '"' || b < 0) && before != '\r') { // nearly all are
                before = b;
            } else if (b == 0) {
                nulls++; // line ends of UTF-16 have them between their bytes
                evenNulls += (bytes - length + i) % 2 == 0 ? 1 : 0;
            } else {
                count(b, before);
                before = b;
            }
        }
        last = before;
        if (head.length < HEAD) {
            int more = Math.min(length, HEAD - head.length);
            byte[] longer = Arrays.copyOf(head, head.length + more);
            System.arraycopy(buffer, 0, longer, head.length, more);
            head = longer;
        }
        if (clean) {
            decode(buffer, length, false);
        }
    }

    private void count(byte b, byte before) {
        if (b == '\n') {
            ends++;
            pairs += before == '\r' ? 1 : 0;
        } else if (before == '\r') {
            ends++;
            returns++;
        }
        quotes += b == '"' ? 1 : 0;
    }

    private void decode(byte[] buffer, int length, boolean end) {
        ByteBuffer input = ByteBuffer.allocate(rest.remaining() + length);
        input.put(rest).put(buffer, 0, length).flip();
        while (true) {
            var result = utf8.decode(input, scratch.clear(), end);
            if (result.isError()) {
                clean = false;
                return;
            }
            if (result.isUnderflow()) {
                rest = input;
                clean = !end || !input.hasRemaining();
                return;
            }
        }
    }

    Probe result() {
        if (clean) {
            decode(new byte[0], 0, true);
        }
        Charset charset = clean ? StandardCharsets.UTF_8 : Probe.FALLBACK;
        int mark = 0;
        if (starts(0xEF, 0xBB, 0xBF)) {
            mark = 3;
            charset = StandardCharsets.UTF_8;
        } else if (starts(0xFF, 0xFE)) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else if (starts(0xFE, 0xFF)) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        } else if (nulls * 3 > bytes && bytes % 2 == 0) { // two bytes a character, mostly Latin, without a mark
            charset = evenNulls * 2 > nulls ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        String text = new String(head, mark, head.length - mark, charset);
        long lines = ends + (bytes > 0 && last != '\n' ? 1 : 0);
        return new Probe(
                HexFormat.of().formatHex(digest.digest()),
                bytes,
                lines,
                charset,
                mark,
                trouble(text, !charset.equals(Probe.FALLBACK) && !charset.equals(StandardCharsets.UTF_8)),
                text,
                lineEnds(),
                quotes > 0);
    }

    /** {@code LF}, {@code CRLF}, {@code CR}; several where they are mixed. */
    private String lineEnds() {
        List<String> found = new ArrayList<>();
        if (ends > pairs + returns) {
            found.add("LF");
        }
        if (pairs > 0) {
            found.add("CRLF");
        }
        if (returns > 0 || (last == '\r' && pairs == 0)) {
            found.add("CR");
        }
        return String.join("+", found);
    }

    private String trouble(String text, boolean wide) {
        String start = text.substring(0, Math.min(text.length(), 500)).strip().toLowerCase(Locale.ROOT);
        if (bytes == 0 || text.isBlank()) {
            return "the file is empty";
        }
        if (starts('P', 'K', 0x03, 0x04) || starts(0xD0, 0xCF, 0x11, 0xE0)) {
            return "this is a spreadsheet or an archive, not a CSV file";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<head>")) {
            return "this is a web page, probably a login page, not a CSV file";
        }
        return nulls > 0 && !wide ? "the file is binary, not text" : "";
    }

    private boolean starts(int... marks) {
        for (int i = 0; i < marks.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != marks[i]) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
