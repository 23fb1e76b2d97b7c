package dev.assay.scanner.openscap.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * With which rights a program runs: never with more than we have, and where we are root and setpriv(1) works, as nobody.
 * The kernel ends it when we are ended.
 *
 * @param prefix what goes before a command
 * @param owner the user who has to be able to read what the program reads; empty for our own
 */
record Privileges(List<String> prefix, OptionalInt owner) {
    static final int NOBODY = 65534;

    private static final Logger LOG = Logger.getLogger(Privileges.class);
    private static final String DIES_WITH_US = "--pdeathsig=KILL";
    private static final List<String> NO_MORE = List.of("--no-new-privs", DIES_WITH_US);
    private static final List<String> AS_NOBODY =
            List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");

    /**
     * Tries which of setpriv's ways works here: a container may lack it, or the right to change users, and
     * {@code directory} may be closed to nobody.
     */
    static Privileges detect(BoundedProcess runner, Path directory, boolean isRoot) throws InterruptedException {
        Optional<String> setpriv =
                SearchPath.find("setpriv", SearchPath.DEFAULT).map(Path::toString);
        if (setpriv.isPresent() && isRoot) {
            Privileges nobody = new Privileges(command(setpriv.get(), AS_NOBODY), OptionalInt.of(NOBODY));
            if (runner.works(nobody.prefix, directory)) {
                return nobody;
            }
        }
        if (setpriv.isPresent()) {
            Privileges own = new Privileges(command(setpriv.get(), List.of()), OptionalInt.empty());
            if (runner.works(own.prefix, directory)) {
                LOG.debugf("oscap runs as our own user");
                return own;
            }
        }
        LOG.warnf("oscap runs with our own rights, since setpriv(1) is not there or not allowed root=%s", isRoot);
        return new Privileges(List.of(), OptionalInt.empty());
    }

    private static List<String> command(String setpriv, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(setpriv);
        command.addAll(options);
        command.addAll(NO_MORE);
        return List.copyOf(command);
    }

    /** The same with CAP_SYS_CHROOT, which is of use only if we have that. */
    List<String> keepingChroot() {
        List<String> command = new ArrayList<>();
        prefix.stream().filter(it -> !it.startsWith("--inh-caps")).forEach(command::add);
        command.addAll(List.of(
                "--inh-caps=-all,+sys_chroot", "--ambient-caps=-all,+sys_chroot", "--bounding-set=-all,+sys_chroot"));
        return command;
    }

    /** What has a program end when we do, with all the rights that we have. */
    List<String> dyingWithUs() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.get(0), DIES_WITH_US);
    }
}
