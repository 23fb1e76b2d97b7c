package dev.assay.scanner.openscap.rpm;

import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.packages.PackageSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Packages by name; of those that are there in several versions, as kernels are, the oldest stands for all. */
public final class RpmPackages implements InstalledPackages {
    // Keys that rpm trusts, shown as packages.
    private static final String KEY = "gpg-pubkey";
    private static final int MAX_WITNESSES = 5000;

    private final Map<String, RpmPackage> byName = new TreeMap<>();
    private final Set<String> several = new HashSet<>();

    public RpmPackages(Collection<RpmPackage> packages) {
        packages.stream()
                .filter(it -> !it.name().equals(KEY))
                .forEach(found -> byName.merge(found.name(), found, (known, other) -> {
                    several.add(known.name());
                    return other.version().isBelow(known.version()) ? other : known;
                }));
    }

    @Override
    public PackageSystem system() {
        return PackageSystem.RPM;
    }

    @Override
    public Set<String> answeringNames() {
        Set<String> names = new HashSet<>(byName.keySet());
        names.add(KEY);
        return names;
    }

    @Override
    public Optional<RpmPackage> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them: an index of names, which tests go by, may lack what the packages themselves have. */
    @Override
    public List<RpmPackage> witnesses() {
        List<RpmPackage> all = new ArrayList<>();
        byName.values().stream().filter(it -> !several.contains(it.name())).forEach(all::add);
        byName.values().stream().filter(it -> several.contains(it.name())).forEach(all::add);
        return all.subList(0, Math.min(MAX_WITNESSES, all.size()));
    }

    /** Whether there is one of which a version can be asked for. */
    public boolean isUsable() {
        return byName.size() > several.size();
    }
}
