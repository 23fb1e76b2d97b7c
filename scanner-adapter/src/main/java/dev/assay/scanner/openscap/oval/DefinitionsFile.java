package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.packages.InstalledPackages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The OVAL definitions that oscap is given for one image: of a feed what can be true of it with all that this needs, the
 * canaries, and the feed's gates as definitions, so that "does not apply" can be told from "looked at and clean".
 *
 * @param definitions the feed's own among them
 * @param gates ids of definitions; at least one has to be other than false, where there are any
 */
record DefinitionsFile(Set<String> definitions, List<String> gates) {
    private static final int MAX_GATES = 64;
    private static final String OWN_GENERATOR = "<generator xmlns=\"" + Oval.DEFINITIONS + "\">"
            + "<product_name xmlns=\"" + Oval.COMMON + "\">Assay</product_name>"
            + "<schema_version xmlns=\"" + Oval.COMMON + "\">5.11.1</schema_version>"
            + "<timestamp xmlns=\"" + Oval.COMMON + "\">2000-01-01T00:00:00</timestamp></generator>\n";

    /** One definition, for which oscap has to collect every RPM package. */
    static void writeListing(Path file) throws IOException {
        String test = Canary.ID_PREFIX + "tst:1";
        String object = Canary.ID_PREFIX + "obj:1";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n" + OWN_GENERATOR);
            write(
                    out,
                    "<definitions>"
                            + Canary.definition(Canary.MUST_BE_TRUE, "AND", List.of(Canary.criterion(test)))
                            + "</definitions>\n<tests><rpminfo_test xmlns=\"" + Oval.LINUX + "\" id=\"" + test
                            + "\" version=\"1\" comment=\"all\" check=\"all\"><object object_ref=\"" + object
                            + "\"/></rpminfo_test></tests>\n<objects><rpminfo_object xmlns=\"" + Oval.LINUX + "\" id=\""
                            + object + "\" version=\"1\"><name operation=\"pattern match\">.*</name></rpminfo_object>"
                            + "</objects>\n</oval_definitions>\n");
        }
    }

    /** The canaries alone. */
    static DefinitionsFile writeCanaries(Path file, InstalledPackages packages) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n" + OWN_GENERATOR);
            Canary canary = new Canary(packages);
            for (Section section : Section.values()) {
                section(out, section, own(section, canary, ""), Optional.empty(), List.of());
            }
            write(out, "</oval_definitions>\n");
        }
        return new DefinitionsFile(Set.of(), List.of());
    }

    static DefinitionsFile write(Path file, OvalFeed feed, InstalledPackages packages) throws IOException {
        List<String> gateIds = new ArrayList<>();
        StringBuilder gateDefinitions = new StringBuilder();
        Set<String> wanted = new LinkedHashSet<>();
        feed.candidates().of(packages.answeringNames()).forEach(it -> wanted.add(it.id()));
        if (feed.gates().stream().noneMatch(Set::isEmpty)) {
            // In an order of their own, as all below: the same cut of another feed is the same file.
            feed.gates().stream()
                    .sorted(Comparator.comparing(it -> String.join("\n", new TreeSet<>(it))))
                    .limit(MAX_GATES)
                    .forEach(gate -> {
                        String id = Canary.ID_PREFIX + "def:" + (100 + gateIds.size());
                        gateIds.add(id);
                        gateDefinitions.append(gate(feed, id, gate));
                        wanted.addAll(gate);
                    });
        }
        Map<Section, Map<String, Piece>> needed = closure(feed, wanted);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, "<oval_definitions xmlns=\"" + Oval.DEFINITIONS + "\">\n");
            out.write(feed.pieces().read(feed.generator()));
            Canary canary = new Canary(packages);
            for (Section section : Section.values()) {
                section(
                        out,
                        section,
                        own(section, canary, gateDefinitions.toString()),
                        Optional.of(feed.pieces()),
                        needed.getOrDefault(section, Map.of()).values());
            }
            write(out, "</oval_definitions>\n");
        }
        return new DefinitionsFile(
                Set.copyOf(needed.getOrDefault(Section.DEFINITIONS, Map.of()).keySet()), List.copyOf(gateIds));
    }

    private static String gate(OvalFeed feed, String id, Set<String> gate) {
        return Canary.definition(
                id,
                "AND",
                gate.stream()
                        .sorted()
                        .map(it -> feed.definitions().containsKey(it) ? Canary.extension(it) : Canary.criterion(it))
                        .toList());
    }

    private static Map<Section, Map<String, Piece>> closure(OvalFeed feed, Set<String> wanted) {
        Map<Section, Map<String, Piece>> needed = new EnumMap<>(Section.class);
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String id = open.pop();
            feed.parts().forEach((section, pieces) -> {
                Piece piece = pieces.get(id);
                if (piece != null
                        && needed.computeIfAbsent(section, it -> new TreeMap<>())
                                        .put(id, piece)
                                == null) {
                    piece.references().forEach(open::push);
                }
            });
        }
        return needed;
    }

    private static String own(Section section, Canary canary, String gateDefinitions) {
        return switch (section) {
            case DEFINITIONS -> canary.definitions() + gateDefinitions;
            case TESTS -> canary.tests();
            case OBJECTS -> canary.objects();
            case STATES -> canary.states();
            case VARIABLES -> "";
        };
    }

    private static void section(
            OutputStream out, Section section, String own, Optional<Pieces> store, Collection<Piece> pieces)
            throws IOException {
        if (own.isEmpty() && pieces.isEmpty()) {
            return;
        }
        write(out, "<" + section.element() + ">\n" + own);
        for (Piece piece : pieces) {
            out.write(store.orElseThrow().read(piece));
            out.write('\n');
        }
        write(out, "</" + section.element() + ">\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
