package dev.assay.testbed.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells the user what happens, with the seconds since the start. */
final class Progress {
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param nanoTime as {@link System#nanoTime()} */
    Progress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void say(String text) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", secondsSince(start), text);
    }

    /** Without a time, for what is to be copied or read later. */
    void plain(String text) {
        out.println(text);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    double secondsSince(long then) {
        return (nanoTime.getAsLong() - then) / 1e9;
    }

    double seconds() {
        return secondsSince(start);
    }
}
