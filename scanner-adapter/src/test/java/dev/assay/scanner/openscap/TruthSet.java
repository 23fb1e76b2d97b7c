package dev.assay.scanner.openscap;

import dev.assay.scanner.openscap.RealDpkg.Known;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Definitions about packages that are there, that once were, and that never were, with bounds all around the versions
 * that are there; and what is true of them by what dpkg says, which is asked for the packages as well as for the order.
 */
final class TruthSet {
    /** @param bound empty for a definition that asks for presence alone */
    record Definition(String cve, List<String> names, String bound) {}

    private final List<Known> known;
    private final List<Definition> definitions = new ArrayList<>();
    private Optional<DpkgOrder> order = Optional.empty();

    TruthSet(List<Known> known) {
        this.known = known;
    }

    /**
     * @param names asked for beside those that dpkg knows
     * @param others versions to be compared with, too
     */
    TruthSet ask(List<String> names, List<String> others) {
        Set<String> all = new TreeSet<>(names);
        known.forEach(it -> all.add(it.name()));
        List<String> asked = List.copyOf(all);
        for (int i = 0; i < asked.size(); i++) {
            String name = asked.get(i);
            // Every other definition is written as Ubuntu writes them, with names in a variable.
            List<String> several = List.of(name, asked.get((i + 1) % asked.size()), "not-there-at-all");
            Set<String> bounds = bounds(name, others);
            for (String bound : bounds) {
                define(definitions.size() % 2 == 0 ? List.of(name) : several, bound);
            }
            define(List.of(name), "");
        }
        return this;
    }

    OvalText feed(String release) {
        OvalText text = new OvalText(release);
        for (Definition it : definitions) {
            String test = it.names.size() == 1
                    ? text.packageTest(it.names.get(0), it.bound)
                    : text.packagesTest(it.names, it.bound);
            text.definition(it.cve, "low", "<criterion test_ref=\"" + test + "\"/>");
        }
        return text;
    }

    /** Asks dpkg for the order of all versions that matter. */
    TruthSet settle(Path directory) throws IOException, InterruptedException {
        Set<String> pairs = new TreeSet<>();
        definitions.stream()
                .filter(it -> !it.bound.isEmpty())
                .forEach(it -> present(it).forEach(found -> pairs.add(found.version() + " " + it.bound)));
        known.forEach(a -> known.stream()
                .filter(b -> b.name().equals(a.name()))
                .forEach(b -> pairs.add(a.version() + " " + b.version())));
        order = Optional.of(DpkgOrder.of(directory, pairs));
        return this;
    }

    int size() {
        return definitions.size();
    }

    /** How many pairs of a definition and a package that it asks for there are. */
    int pairs() {
        return definitions.stream().mapToInt(it -> it.names.size()).sum();
    }

    /** The CVEs whose definition is true. */
    List<String> trueOnes() {
        return definitions.stream()
                .filter(it -> present(it).anyMatch(found -> isBelow(found, it.bound)))
                .map(Definition::cve)
                .toList();
    }

    /** Definitions that are among these and should not be, or the other way round. */
    List<String> mismatches(Collection<String> calledTrue) {
        Set<String> expected = Set.copyOf(trueOnes());
        Set<String> actual = Set.copyOf(calledTrue);
        return definitions.stream()
                .filter(it -> expected.contains(it.cve) != actual.contains(it.cve))
                .map(it -> it
                        + (expected.contains(it.cve) ? " should be true: " : " should be false: ")
                        + present(it).toList())
                .toList();
    }

    /** {@code CVE package installed fixed}. */
    List<String> findings() {
        return definitions.stream().flatMap(this::findings).sorted().toList();
    }

    private Stream<String> findings(Definition definition) {
        return definition.names.stream()
                .flatMap(name -> present(definition)
                        .filter(it -> it.name().equals(name))
                        .reduce((a, b) -> order().isLess(b.version(), a.version()) ? b : a)
                        .filter(it -> isBelow(it, definition.bound))
                        .map(it -> String.join(
                                " ",
                                definition.cve,
                                name,
                                it.version(),
                                definition.bound.isEmpty() ? "-" : definition.bound.replaceFirst("^0:", "")))
                        .stream());
    }

    private boolean isBelow(Known found, String bound) {
        return bound.isEmpty() || order().isLess(found.version(), bound);
    }

    private Stream<Known> present(Definition definition) {
        return known.stream().filter(it -> it.isThere() && definition.names.contains(it.name()));
    }

    private DpkgOrder order() {
        return order.orElseThrow();
    }

    private void define(List<String> names, String bound) {
        definitions.add(
                new Definition(String.format(Locale.ROOT, "CVE-2031-%05d", 10_000 + definitions.size()), names, bound));
    }

    private Set<String> bounds(String name, List<String> others) {
        Set<String> bounds = new LinkedHashSet<>(others);
        known.stream().filter(it -> it.name().equals(name)).forEach(it -> bounds.addAll(around(it.version())));
        return bounds;
    }

    /** Equal to it in several ways of writing, just below it, and just above. */
    private static Set<String> around(String version) {
        int colon = version.indexOf(':');
        String epoch = colon < 0 ? "0" : version.substring(0, colon);
        String rest = version.substring(colon + 1);
        Set<String> all = new LinkedHashSet<>(List.of(version, epoch + ":" + rest, epoch + ":0" + rest));
        Stream.of("~", "~bpo12+1", "+b1", "+deb12u1", ".0", "a", "0").forEach(it -> all.add(version + it));
        Stream.of(-1, 1)
                .map(it -> Integer.parseInt(epoch) + it)
                .filter(it -> it >= 0)
                .forEach(it -> all.add(it + ":" + rest));
        Stream.of(-1, 1).map(it -> bumped(version, it)).forEach(all::add);
        int dash = version.lastIndexOf('-');
        if (dash > 0) {
            String upstream = version.substring(0, dash);
            Stream.of("", "-0", "-0.1", "~-9", "+-9").forEach(it -> all.add(upstream + it));
        }
        return all;
    }

    /** With its last digit one higher or one lower, where there is such a digit. */
    private static String bumped(String version, int by) {
        for (int i = version.length() - 1; i >= 0; i--) {
            char digit = (char) (version.charAt(i) + by);
            if (Character.isDigit(version.charAt(i)) && digit >= '0' && digit <= '9') {
                return version.substring(0, i) + digit + version.substring(i + 1);
            }
        }
        return version;
    }
}
