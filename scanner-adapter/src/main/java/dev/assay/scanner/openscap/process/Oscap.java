package dev.assay.scanner.openscap.process;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code oscap} program. Thread-safe. */
public final class Oscap {
    /** What {@link #version} says while there is no program. */
    public static final String MISSING = "not installed";

    /** In an environment: the probes have to change their root, as those of RPM databases do. oscap does not get to see it. */
    public static final String CHANGES_ROOT = "ASSAY_CHANGES_ROOT";

    /** Lines on its error stream after which no result of it means anything. */
    private static final Set<String> FATAL_MARKS = Set.of(
            "chroot failed",
            "_init has failed",
            "Cannot allocate memory",
            // Of the RPM library.
            "sqlite failure",
            "rpmdbNextIterator",
            "using dummy database",
            "cannot open Packages");

    private static final Pattern VERSION = Pattern.compile("\\(oscap\\)\\s+([0-9][0-9A-Za-z.+~-]{0,40})");
    private static final String UNKNOWN = "unknown";
    private static final Duration VERSION_PATIENCE = Duration.ofSeconds(30);

    private final String program;
    private final Path workDirectory;
    private final BoundedProcess runner;
    private final Clock clock;
    private final boolean isRoot;
    private final SandboxUse use;
    private final String unshare;
    private @Nullable Privileges privileges;
    private @Nullable Sandbox sandbox;
    private @Nullable Sandbox chrooting;
    private boolean hasTriedRoot;
    private @Nullable Known known;

    /**
     * @param program a name to look for on the path, or a path
     * @param workDirectory exists
     */
    public Oscap(String program, Path workDirectory, ProcessLimits limits, SandboxUse use, Clock clock) {
        this(program, workDirectory, limits, use, "unshare", clock);
    }

    Oscap(String program, Path workDirectory, ProcessLimits limits, SandboxUse use, String unshare, Clock clock) {
        this.unshare = unshare;
        this.program = program;
        this.workDirectory = workDirectory;
        this.runner = new BoundedProcess(limits);
        this.use = use;
        this.clock = clock;
        this.isRoot = "root".equals(System.getProperty("user.name"));
    }

    /** Such as {@code 1.3.7}; {@link #MISSING} when it isn't there, {@code unknown} when it doesn't say. */
    public synchronized String version() throws InterruptedException {
        Optional<Path> path = find();
        if (path.isEmpty()) {
            known = null;
            return MISSING;
        }
        try {
            Known before = known;
            FileTime time = Files.getLastModifiedTime(path.get());
            if (before == null || !before.path.equals(path.get()) || !before.time.equals(time)) {
                before = new Known(path.get(), time, ask(path.get()));
                known = before;
            }
            return before.version;
        } catch (IOException | TimeoutException e) {
            return UNKNOWN;
        }
    }

    /**
     * Changes with the version, and with the program of the same version: distributions mend it under one number. Empty when
     * it isn't there or doesn't say, so that it could be any.
     */
    public synchronized Optional<String> build() throws InterruptedException {
        String version = version();
        return known == null || version.equals(UNKNOWN) ? Optional.empty() : Optional.of(version + " of " + known.time);
    }

    /** The user who has to be able to read what oscap reads and write what it writes; empty for our own. */
    public OptionalInt owner() throws InterruptedException {
        return privileges().owner();
    }

    /**
     * Runs it, and returns its exit status, which is one of {@code expected}.
     *
     * @param environment all but the path and the language
     * @throws CannotTellException when it is not there, is too slow, ends otherwise, or says that it could not look
     */
    public int run(
            List<String> arguments,
            Map<String, String> environment,
            Path directory,
            Set<Integer> expected,
            Instant deadline)
            throws CannotTellException, InterruptedException {
        Path path = find().orElseThrow(() -> missing(program));
        Sandbox around = checked(environment.containsKey(CHANGES_ROOT) ? chrooting() : sandbox());
        List<String> command = new ArrayList<>(around.prefix());
        command.add(path.toString());
        command.addAll(arguments);
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.remove(CHANGES_ROOT);
        all.put("PATH", SearchPath.DEFAULT);
        all.put("LANG", "C");
        String what = "oscap " + String.join(" ", arguments.subList(0, Math.min(2, arguments.size())));
        try {
            Ended ended = runner.run(new Invocation(command, all, directory, false, FATAL_MARKS), left(deadline));
            check(what, ended, expected);
            return ended.status();
        } catch (IOException e) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR, what + " could not be started: " + CannotTellException.why(e), e);
        } catch (TimeoutException e) {
            throw new CannotTellException(
                    FailureReason.DEADLINE_EXCEEDED,
                    what + " had not ended by the deadline, and was killed; allow more time, or look for what slows it",
                    e);
        }
    }

    /** What surrounds it; tried out when this is first asked. */
    public synchronized Sandbox sandbox() throws InterruptedException {
        Sandbox found = sandbox;
        if (found == null) {
            found = Sandbox.detect(runner, workDirectory, privileges(), use, unshare);
            sandbox = found;
        }
        return found;
    }

    /** Why it can't look into RPM databases here; empty when it can. Tried out when this is first asked. */
    public synchronized Optional<String> rpmTrouble() throws InterruptedException {
        if (!hasTriedRoot) {
            chrooting = Sandbox.detectChrooting(runner, workDirectory, privileges(), use, unshare);
            hasTriedRoot = true;
        }
        return chrooting == null
                ? Optional.of("oscap has to change its root for that (chroot), and here neither a user namespace can be"
                        + " made (unshare --user) nor has the process CAP_SYS_CHROOT; allow one of the two")
                : Optional.empty();
    }

    private synchronized Sandbox chrooting() throws CannotTellException, InterruptedException {
        Optional<String> trouble = rpmTrouble();
        Sandbox found = chrooting;
        if (found == null) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "cannot look into RPM databases here, because " + trouble.orElse("of an unknown reason"));
        }
        return found;
    }

    private Sandbox checked(Sandbox found) throws CannotTellException {
        Optional<String> lacking = found.lacking();
        if (use == SandboxUse.REQUIRED && lacking.isPresent()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_UNAVAILABLE,
                    "assay.openscap.sandbox is 'required', and oscap can't be run in a full sandbox here; lacking: "
                            + lacking.get() + "; allow user namespaces, or set it to 'preferred'");
        }
        return found;
    }

    private static void check(String what, Ended ended, Set<Integer> expected) throws CannotTellException {
        if (!expected.contains(ended.status())) {
            throw new CannotTellException(FailureReason.SCANNER_ERROR, ExitStatus.explain(what, ended));
        }
        if (!ended.marked().isEmpty()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    what + " could not look into the image, so that its results mean nothing: "
                            + ended.marked().get(0).strip());
        }
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    private Optional<Path> find() {
        return SearchPath.find(
                program, Optional.ofNullable(System.getenv("PATH")).orElse(SearchPath.DEFAULT));
    }

    private synchronized Privileges privileges() throws InterruptedException {
        Privileges found = privileges;
        if (found == null) {
            found = Privileges.detect(runner, workDirectory, isRoot);
            privileges = found;
        }
        return found;
    }

    private String ask(Path path) throws IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(sandbox().prefix());
        command.add(path.toString());
        command.add("--version");
        Map<String, String> environment = Map.of("PATH", SearchPath.DEFAULT, "LANG", "C");
        Ended ended = runner.run(new Invocation(command, environment, workDirectory, true, Set.of()), VERSION_PATIENCE);
        Matcher version = VERSION.matcher(ended.text());
        return ended.status() == 0 && version.find() ? version.group(1) : UNKNOWN;
    }

    private static CannotTellException missing(String program) {
        return new CannotTellException(
                FailureReason.SCANNER_UNAVAILABLE,
                "the program '" + program
                        + "' is not there; install it (Debian and Ubuntu: apt install openscap-scanner,"
                        + " Fedora and RHEL: dnf install openscap-scanner) or set assay.openscap.command");
    }

    private record Known(Path path, FileTime time, String version) {}
}
