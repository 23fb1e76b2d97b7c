package dev.assay.scanner.openscap.dpkg;

import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.packages.PackageSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of an image as {@code oscap} is shown them: one per name, all of the image's main architecture or of none.
 *
 * <p>oscap 1.3.7 sees packages of one architecture only and passes over all others in silence, so packages of a second
 * architecture are shown as if they were of the first. Where a name is there in several versions the oldest counts, as
 * it is the one that lacks the most fixes.
 */
public final class PackageSet implements InstalledPackages {
    private final String architecture;
    private final Map<String, DpkgPackage> byName = new LinkedHashMap<>();
    private final Set<String> inSeveralVersions = new HashSet<>();

    /** @param wanted the architecture of the image's platform, where Debian has one */
    public PackageSet(Collection<DpkgPackage> packages, Optional<String> wanted) {
        architecture = wanted.or(() -> mostCommonArchitecture(packages)).orElse("amd64");
        packages.forEach(this::add);
    }

    private void add(DpkgPackage found) {
        DpkgPackage shown = found.isForAnyArchitecture() ? found : found.withArchitecture(architecture);
        byName.merge(shown.name(), shown, (known, other) -> {
            int order = known.version().compareTo(other.version());
            if (order != 0) {
                inSeveralVersions.add(known.name());
            }
            return order <= 0 ? known : other;
        });
    }

    public String architecture() {
        return architecture;
    }

    @Override
    public PackageSystem system() {
        return PackageSystem.DPKG;
    }

    @Override
    public Optional<DpkgPackage> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public int size() {
        return byName.size();
    }

    /** Names that stand for more than one version; of these only the oldest is looked at. */
    public List<String> inSeveralVersions() {
        return inSeveralVersions.stream().sorted().toList();
    }

    @Override
    public Set<String> answeringNames() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * The first and the last package that {@code oscap} finds only if it looks at the right place, of the right
     * architecture. In an image with none but packages for any architecture, two of those.
     */
    @Override
    public List<DpkgPackage> witnesses() {
        List<DpkgPackage> specific = byName.values().stream()
                .filter(it -> !it.isForAnyArchitecture())
                .toList();
        List<DpkgPackage> from = specific.isEmpty() ? List.copyOf(byName.values()) : specific;
        DpkgPackage first = from.get(0);
        DpkgPackage last = from.get(from.size() - 1);
        return first.equals(last) ? List.of(first) : List.of(first, last);
    }

    /**
     * A status file that holds nothing but these packages, all of them called installed and none as what it provides.
     * oscap 1.3.10 and later pass over a package that is held or selected for removal, though it is there, and take any
     * package for the one that it provides, in a version of its own.
     */
    public String statusFile() {
        StringBuilder text = new StringBuilder(byName.size() * 100);
        for (DpkgPackage it : byName.values()) {
            text.append("Package: ").append(it.name());
            text.append("\nStatus: install ok installed");
            text.append("\nArchitecture: ").append(it.architecture());
            text.append("\nVersion: ").append(it.version()).append("\n\n");
        }
        return text.toString();
    }

    private static Optional<String> mostCommonArchitecture(Collection<DpkgPackage> packages) {
        Map<String, Integer> counts = new HashMap<>();
        new ArrayList<>(packages)
                .stream()
                        .filter(it -> !it.isForAnyArchitecture())
                        .forEach(it -> counts.merge(it.architecture(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
