package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Finding;
import dev.assay.scanner.openscap.packages.InstalledPackage;
import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.packages.PackageVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From definitions that are true to what is wrong: one finding for each package that an advisory is about. */
final class Findings {
    private static final Comparator<Finding> GRAVE_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::id)
            .thenComparing(it -> it.packageName().orElse(""))
            .thenComparing(it -> it.fixed().orElse(""))
            .thenComparing(Finding::title);

    private final OvalFeed feed;
    private final InstalledPackages packages;

    Findings(OvalFeed feed, InstalledPackages packages) {
        this.feed = feed;
        this.packages = packages;
    }

    /** @param trueDefinitions ids */
    List<Finding> of(List<String> trueDefinitions) {
        return trueDefinitions.stream()
                .map(feed.definitions()::get)
                .filter(Definition::isFinding)
                .flatMap(this::of)
                .distinct()
                .sorted(GRAVE_FIRST)
                .toList();
    }

    private Stream<Finding> of(Definition definition) {
        Map<String, PackageVersion> affected = new TreeMap<>();
        definition
                .criteria()
                .tests()
                .forEach(test -> feed.packages().fixOf(test).ifPresent(fix -> {
                    for (String name : feed.packages().packagesOf(test)) {
                        packages.find(name)
                                .filter(it -> it.version().isBelow(fix))
                                .ifPresent(it -> affected.merge(name, fix, Findings::higher));
                    }
                }));
        Advisory advisory = definition.advisory();
        if (affected.isEmpty()) {
            return Stream.of(finding(advisory, presentPackage(definition), Optional.empty()));
        }
        return affected.entrySet().stream()
                .map(it -> finding(advisory, packages.find(it.getKey()), Optional.of(it.getValue())));
    }

    /** Where there is no fix the definition may still be about a package: that one of its tests asks for. */
    private Optional<? extends InstalledPackage> presentPackage(Definition definition) {
        return definition
                .criteria()
                .tests()
                .flatMap(test -> feed.packages().packagesOf(test).stream())
                .sorted()
                .flatMap(it -> packages.find(it).stream())
                .findFirst();
    }

    private static Finding finding(
            Advisory advisory, Optional<? extends InstalledPackage> affected, Optional<PackageVersion> fixed) {
        return new Finding(
                advisory.id(),
                advisory.title(),
                advisory.severity(),
                affected.map(InstalledPackage::name),
                affected.map(it -> it.version().text()),
                fixed.map(PackageVersion::shortForm),
                advisory.link());
    }

    private static PackageVersion higher(PackageVersion a, PackageVersion b) {
        return a.isBelow(b) ? b : a;
    }
}
