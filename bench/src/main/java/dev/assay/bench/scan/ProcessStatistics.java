package dev.assay.bench.scan;

import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process (proc(5)). */
record ProcessStatistics(long pid) {
    private static final int USER_TIME = 11;
    private static final int TIMES = 4;

    /** Processor seconds of it, and of the children that it waited for. */
    double cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name before may have blanks in it, and ends with the last bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + TIMES; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / Integer.parseInt(Command.of("getconf", "CLK_TCK").text().strip());
    }

    /** From now on, {@link #peakMiB} is about what comes. */
    void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
    }

    double peakMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(it -> it.startsWith("VmHWM:"))
                .mapToDouble(it -> Double.parseDouble(it.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
