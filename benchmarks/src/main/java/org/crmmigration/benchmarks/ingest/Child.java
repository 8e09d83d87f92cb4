package org.crmmigration.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A measurement in a process of its own, with a heap of 512 MiB. */
final class Child {

    private static final String RESULT = "RESULT ";

    private Child() {}

    /** Runs a main class with this process's class path and hands on what it prints. */
    static Figures run(String name, Class<?> main, String... arguments) throws IOException, InterruptedException {
        System.out.println("-- " + name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dlogback.configurationFile=org/crmmigration/benchmarks/ingest/quiet-logback.xml",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(1, options());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> result = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(RESULT)) {
                    result.addAll(List.of(line.substring(RESULT.length()).split(" ", -1)));
                } else {
                    System.out.println(line);
                }
            }
        }
        if (process.waitFor() != 0 || result.isEmpty()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + " and no result");
        }
        return new Figures(
                name,
                Long.parseLong(result.get(0)),
                Double.parseDouble(result.get(1)),
                Long.parseLong(result.get(2)),
                Double.parseDouble(result.get(3)),
                Long.parseLong(result.get(4)),
                Long.parseLong(result.get(5)),
                Double.parseDouble(result.get(6)));
    }

    /** What {@code BENCH_CHILD_OPTS} adds, such as a flight recording; a heap named here counts instead of ours. */
    private static List<String> options() {
        String options = System.getenv("BENCH_CHILD_OPTS");
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+", -1));
    }

    /** The child's last words. */
    static void result(PrintStream out, long records, double seconds, long bytes, double publishSeconds) {
        double cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
        out.printf(
                Locale.ROOT,
                RESULT + "%d %.3f %d %.3f %d %d %.3f%n",
                records,
                seconds,
                bytes,
                cpu,
                heapMegabytes(),
                residentMegabytes(),
                publishSeconds);
        out.flush();
    }

    private static long residentMegabytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heapMegabytes() {
        System.gc();
        long most = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage peak = pool.getPeakUsage();
            most += pool.getType() == MemoryType.HEAP
                            && peak != null
                            && pool.getName().matches(".*(Old|Tenured).*")
                    ? peak.getUsed()
                    : 0;
        }
        return most >> 20;
    }
}
