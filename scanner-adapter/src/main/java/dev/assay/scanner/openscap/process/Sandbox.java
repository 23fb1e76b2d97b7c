package dev.assay.scanner.openscap.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a program: namespaces of its own by unshare(1), and few rights by {@link Privileges}.
 *
 * @param prefix what goes before a command
 */
public record Sandbox(List<String> prefix, Set<Protection> protections) {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);
    private static final Set<Protection> ALL = Set.of(Protection.values());
    // The first process of a namespace is deaf to signals such as those of its limits, so it is not the program itself.
    private static final List<String> FIRST_PROCESS = List.of("/bin/sh", "-c", "\"$@\"; exit $?", "sh");
    private static final String PROC = "--mount-proc";
    private static final List<String> NETWORK = List.of("--net");
    private static final List<String> NETWORK_AND_PROCESSES = List.of("--net", "--pid", "--fork", "--kill-child");

    public Sandbox {
        prefix = List.copyOf(prefix);
        protections = Set.copyOf(protections);
    }

    /**
     * Tries what works here; a platform may forbid namespaces to all, or to all but root.
     *
     * @param program unshare(1)
     */
    static Sandbox detect(BoundedProcess runner, Path directory, Privileges privileges, SandboxUse use, String program)
            throws InterruptedException {
        Optional<String> unshare = use == SandboxUse.OFF
                ? Optional.empty()
                : SearchPath.find(program, SearchPath.DEFAULT).map(Path::toString);
        for (Sandbox candidate : unshare.map(it -> candidates(it, privileges)).orElse(List.of())) {
            if (runner.works(candidate.prefix, directory)) {
                LOG.debugf("a sandbox works command=%s", candidate.prefix);
                return candidate;
            }
        }
        return new Sandbox(privileges.prefix(), Set.of());
    }

    /**
     * One in which a program may change its root, and has no other right; null where nothing allows that. In a user
     * namespace it does so as that one's root, otherwise with CAP_SYS_CHROOT if we have it.
     */
    static @Nullable Sandbox detectChrooting(
            BoundedProcess runner, Path directory, Privileges privileges, SandboxUse use, String program)
            throws InterruptedException {
        if (privileges.prefix().isEmpty()) {
            return null;
        }
        List<Sandbox> candidates = new ArrayList<>();
        SearchPath.find(program, SearchPath.DEFAULT).ifPresent(it -> {
            List<String> root = join(privileges.prefix(), List.of(it.toString(), "--user", "--map-root-user"));
            List<String> only = List.of(privileges.prefix().get(0), "--bounding-set=-all,+sys_chroot");
            List<String> first = join(only, FIRST_PROCESS);
            if (use != SandboxUse.OFF) {
                candidates.add(new Sandbox(join(root, join(NETWORK_AND_PROCESSES, join(List.of(PROC), first))), ALL));
                candidates.add(new Sandbox(
                        join(root, join(NETWORK_AND_PROCESSES, first)),
                        Set.of(Protection.NETWORK, Protection.PROCESSES)));
            }
            candidates.add(new Sandbox(join(root, only), Set.of()));
        });
        candidates.add(new Sandbox(privileges.keepingChroot(), Set.of()));
        for (Sandbox candidate : candidates) {
            if (runner.works(join(candidate.prefix, List.of("chroot", "/")), directory)) {
                LOG.debugf("a sandbox for changing the root works command=%s", candidate.prefix);
                return candidate;
            }
        }
        return null;
    }

    /** The strongest first. */
    private static List<Sandbox> candidates(String unshare, Privileges privileges) {
        // The program is no root in a user namespace of its own, whoever it is outside.
        List<String> byUser = join(privileges.prefix(), List.of(unshare, "--user"));
        List<String> byRoot = join(privileges.dyingWithUs(), List.of(unshare));
        List<String> first = join(NETWORK_AND_PROCESSES, FIRST_PROCESS);
        List<String> firstWithProc = join(NETWORK_AND_PROCESSES, join(List.of(PROC), FIRST_PROCESS));
        Set<Protection> withoutProc = Set.of(Protection.NETWORK, Protection.PROCESSES);
        return List.of(
                new Sandbox(join(byUser, firstWithProc), ALL),
                new Sandbox(join(byRoot, join(firstWithProc, privileges.prefix())), ALL),
                new Sandbox(join(byUser, first), withoutProc),
                new Sandbox(join(byRoot, join(first, privileges.prefix())), withoutProc),
                new Sandbox(join(byUser, NETWORK), Set.of(Protection.NETWORK)));
    }

    private static List<String> join(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** What is not there, and what that means, for people; empty when everything is. */
    public Optional<String> lacking() {
        String lacking = Stream.of(Protection.values())
                .filter(it -> !protections.contains(it))
                .map(it -> it.label() + " (" + it.otherwise() + ")")
                .collect(Collectors.joining(", "));
        return lacking.isEmpty() ? Optional.empty() : Optional.of(lacking);
    }

    /** {@code isolated} or {@code shared} for each protection, by its label. */
    public Map<String, String> description() {
        return Stream.of(Protection.values())
                .collect(Collectors.toMap(Protection::label, it -> protections.contains(it) ? "isolated" : "shared"));
    }
}
