package dev.assay.scanner.openscap.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs a program within limits and until a time, in a session of its own, with nothing on its standard input. At its end,
 * whoever brought that about, all that it started is killed.
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
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger(BoundedProcess.class);

    private final ProcessLimits limits;
    private final List<String> ownSession;

    BoundedProcess(ProcessLimits limits) {
        this.limits = limits;
        this.ownSession = SearchPath.find("setsid", SearchPath.DEFAULT).map(Path::toString).stream()
                .toList();
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
        List<String> command = new ArrayList<>(ownSession);
        command.addAll(List.of(
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

    /** Whether the command that goes on behind {@code prefix} is run, and may enter the directory. */
    boolean works(List<String> prefix, Path directory) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-x", directory.toString()));
        try {
            Map<String, String> environment = Map.of("PATH", SearchPath.DEFAULT);
            return run(new Invocation(command, environment, directory, false, Set.of()), PATIENCE)
                            .status()
                    == 0;
        } catch (IOException | TimeoutException e) {
            LOG.debugf(e, "a way to run programs does not work prefix=%s", prefix);
            return false;
        }
    }

    /**
     * The session at once, so that nobody in it starts one more unseen; and in rounds what has left it but still has a
     * parent of ours.
     */
    private void endAll(Process process) throws InterruptedException {
        Set<ProcessHandle> known = new LinkedHashSet<>();
        for (int round = 0; round < KILL_ROUNDS; round++) {
            Stream.concat(Stream.of(process.toHandle()), List.copyOf(known).stream())
                    .flatMap(ProcessHandle::descendants)
                    .forEach(known::add);
            endSession(process);
            Stream.concat(Stream.of(process.toHandle()), known.stream()).forEach(ProcessHandle::destroyForcibly);
            if (process.waitFor(100, TimeUnit.MILLISECONDS) && known.stream().noneMatch(ProcessHandle::isAlive)) {
                return;
            }
        }
    }

    /** Java can't signal a process group. */
    private void endSession(Process leader) throws InterruptedException {
        if (ownSession.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -KILL \"-$1\"", "sh", Long.toString(leader.pid()))
                    .redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.warnf("a program's session could not be ended pid=%d cause=%s", leader.pid(), e);
        }
    }
}
