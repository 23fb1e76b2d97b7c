package dev.assay.scanner.openscap.dpkg;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * dpkg's status file (deb-control(5) stanzas), as untrusted text. An entry is taken only when its name, version and
 * architecture are what dpkg would have written; all others are counted.
 */
final class StatusParser {
    private static final String INSTALLED = "install ok installed";

    private static final Set<String> FIELDS = Set.of("package", "version", "architecture", "status");
    private static final Set<String> GONE = Set.of("not-installed", "config-files");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{0,127}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern STATUS = Pattern.compile("(?:unknown|install|hold|deinstall|purge) (?:ok|reinstreq)"
            + " (not-installed|config-files|half-installed|unpacked|half-configured|triggers-awaited|triggers-pending"
            + "|installed)");

    private final boolean statusMayBeMissing;
    private final Consumer<DpkgPackage> found;
    private int unreadable;

    /** @param statusMayBeMissing as in distroless images' {@code status.d}, where being there is being installed */
    StatusParser(boolean statusMayBeMissing, Consumer<DpkgPackage> found) {
        this.statusMayBeMissing = statusMayBeMissing;
        this.found = found;
    }

    /** Returns how many entries made no sense. */
    int parse(String text) {
        Map<String, String> stanza = new HashMap<>();
        boolean[] any = {false};
        text.lines().forEach(line -> {
            if (line.isBlank()) {
                end(stanza, any[0]);
                stanza.clear();
                any[0] = false;
            } else {
                any[0] = true;
                field(line, stanza);
            }
        });
        end(stanza, any[0]);
        return unreadable;
    }

    private static void field(String line, Map<String, String> stanza) {
        int colon = line.indexOf(':');
        if (colon > 0 && colon <= 20 && line.charAt(0) > ' ') {
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (FIELDS.contains(name)) {
                stanza.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
    }

    private void end(Map<String, String> stanza, boolean any) {
        if (!any) {
            return;
        }
        String status = stanza.getOrDefault("status", statusMayBeMissing ? INSTALLED : "");
        var statusForm = STATUS.matcher(status);
        if (statusForm.matches() && GONE.contains(statusForm.group(1))) {
            return;
        }
        Optional<DebianVersion> version = DebianVersion.parse(stanza.getOrDefault("version", ""));
        String name = stanza.getOrDefault("package", "");
        String architecture = stanza.getOrDefault("architecture", "");
        if (statusForm.matches()
                && version.isPresent()
                && NAME.matcher(name).matches()
                && ARCHITECTURE.matcher(architecture).matches()) {
            found.accept(new DpkgPackage(name, version.get(), architecture));
        } else {
            unreadable++;
        }
    }
}
