package dev.assay.scanner.openscap.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs a program within limits and until a time, with nothing on its standard input. One that has to be ended is killed
 * with all that it started.
 */
final class BoundedProcess {
    /** The exit status when a limit could not be set. */
    static final int LIMITS_REFUSED = 125;

    // A shell is on every image; prlimit(1) is not. $1 KiB of memory, $2 seconds, $3 blocks of 512 bytes.
    private static final String SET_LIMITS =
            "ulimit -c 0; ulimit -v \"$1\" && ulimit -t \"$2\" && ulimit -f \"$3\" || exit " + LIMITS_REFUSED
                    + "; shift 3; exec \"$@\"";
    private static final File NOTHING = new File("/dev/null");
    private static final int KILL_ROUNDS = 20;

    private final ProcessLimits limits;

    BoundedProcess(ProcessLimits limits) {
        this.limits = limits;
    }

    /** @throws TimeoutException when the program had to be ended after {@code timeout} */
    Ended run(Invocation invocation, Duration timeout) throws IOException, InterruptedException, TimeoutException {
        Process process = start(invocation);
        KeptStream kept = new KeptStream(
                invocation.keepsOutput() ? process.getInputStream() : process.getErrorStream(), invocation.marks());
        Thread drain = new Thread(kept, "openscap-output-" + process.pid());
        drain.setDaemon(true);
        drain.start();
        try {
            if (!process.waitFor(Math.max(0, timeout.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            // What it left running may hold the stream open.
            drain.join(TimeUnit.SECONDS.toMillis(5));
        } finally {
            endAll(process);
        }
        return new Ended(process.exitValue(), kept.text(), kept.marked());
    }

    private Process start(Invocation invocation) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SET_LIMITS,
                "sh",
                Long.toString(limits.memoryMiB() * 1024),
                Long.toString(limits.cpuSeconds()),
                Long.toString(limits.fileMiB() * 2048)));
        command.addAll(invocation.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(invocation.directory().toFile())
                .redirectInput(NOTHING);
        if (invocation.keepsOutput()) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        builder.environment().clear();
        builder.environment().putAll(invocation.environment());
        return builder.start();
    }

    /** In rounds, since a program that is being ended may have started one more. */
    private static void endAll(Process process) throws InterruptedException {
        List<ProcessHandle> known = new ArrayList<>();
        for (int round = 0; round < KILL_ROUNDS; round++) {
            process.descendants().forEach(known::add);
            Stream.concat(Stream.of(process.toHandle()), known.stream()).forEach(ProcessHandle::destroyForcibly);
            if (process.waitFor(100, TimeUnit.MILLISECONDS) && known.stream().noneMatch(ProcessHandle::isAlive)) {
                return;
            }
        }
    }
}
