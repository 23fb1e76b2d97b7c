package dev.assay.bench;

import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process (proc(5)). */
public record ProcessStatistics(long pid) {
    private static final int USER_TIME = 11;
    private static final int TIMES = 4;

    /** Processor seconds of it, and of the children that it waited for. */
    public double cpu() throws IOException {
        return cpu(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Processor seconds of its threads that have such a name; the kernel keeps 15 characters of it. */
    public double cpuOfThreads(String name) throws IOException {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(" + name + ")")) {
                    seconds += cpu(stat);
                }
            }
        }
        return seconds;
    }

    private static double cpu(String stat) {
        // The name before may have blanks in it, and ends with the last bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + TIMES; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / Integer.parseInt(Command.of("getconf", "CLK_TCK").text().strip());
    }

    /** From now on, {@link #peakMiB} is about what comes. */
    public void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
    }

    public double peakMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(it -> it.startsWith("VmHWM:"))
                .mapToDouble(it -> Double.parseDouble(it.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
