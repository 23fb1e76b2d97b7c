package dev.assay.testbed.debian;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /var/lib/dpkg/status}: what dpkg would have written had it installed the packages. */
public final class DpkgStatus {
    private static final List<String> NOT_FIRST = List.of("Package", "Status");

    private DpkgStatus() {}

    /** The file's content for packages that are described by their control data. */
    public static String of(Collection<Stanza> installed) {
        return installed.stream().map(DpkgStatus::paragraph).collect(Collectors.joining("\n"));
    }

    private static String paragraph(Stanza control) {
        String name = control.packageName()
                .orElseThrow(() -> new IllegalArgumentException("control data without a package name"));
        String rest = control.fields().entrySet().stream()
                .filter(it -> NOT_FIRST.stream().noneMatch(it.getKey()::equalsIgnoreCase))
                .map(it -> it.getKey() + ": " + it.getValue() + "\n")
                .collect(Collectors.joining());
        return "Package: " + name + "\nStatus: install ok installed\n" + rest;
    }
}
