package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a run advances: one line that is redrawn on a terminal, else a line whenever what it says has changed by a
 * step worth a line.
 */
final class Progress {

    private static final int BAR = 24;

    private final PrintWriter out;
    private final boolean terminal;
    private @Nullable String drawn;
    private @Nullable String lastStep;
    private int lastPercent;

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line that stays. */
    void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** How far a step is. */
    void at(String step, long done, long total, String figures) {
        int percent = total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
        String text = "%-34s %s %,d of %,d  %s".formatted(step, bar(percent), done, total, figures);
        if (terminal) {
            clear();
            out.print(text);
            drawn = text;
        } else if (!step.equals(lastStep) || percent >= lastPercent + 25) {
            out.println(text.stripTrailing());
            lastPercent = percent;
        }
        lastStep = step;
        out.flush();
    }

    /** A duration as people write it. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    private static String bar(int percent) {
        int full = percent * BAR / 100;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] %3d %%".formatted(percent);
    }

    private void clear() {
        if (drawn != null) {
            out.print("\r" + " ".repeat(drawn.length()) + "\r");
            drawn = null;
        }
    }
}
