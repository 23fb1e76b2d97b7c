package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlElement;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a feed once, from front to back. */
final class FeedIndexer {
    private static final int MAX_GATES = 64;

    private static final Set<String> FINDING_CLASSES = Set.of("vulnerability", "patch");
    private static final int MAX_ELEMENTS = 5_000_000;

    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<Section, Map<String, Piece>> parts = new EnumMap<>(Section.class);
    private final PackageFacts packages = new PackageFacts();
    private final Pieces.Writer pieces;
    private @Nullable Piece generator;
    private int elements;

    private FeedIndexer(Pieces.Writer pieces) {
        this.pieces = pieces;
    }

    /** @param directory where the elements are kept, in a file without a name */
    static OvalFeed index(InputStream in, Path directory) throws IOException, XmlException {
        try (Pieces.Writer pieces = new Pieces.Writer(directory)) {
            FeedIndexer indexer = new FeedIndexer(pieces);
            indexer.read(XmlCursor.over(in));
            return indexer.feed();
        }
    }

    private void read(XmlCursor cursor) throws IOException, XmlException {
        if (!cursor.nextElement() || !cursor.isAt(Oval.DEFINITIONS, "oval_definitions")) {
            throw new XmlException("it is not an OVAL definitions document (its root element is another)");
        }
        while (cursor.nextChild(1)) {
            if (cursor.isAt(Oval.DEFINITIONS, "generator")) {
                generator = pieces.add(Timeless.of(cursor.element()));
                continue;
            }
            Optional<Section> section = Section.of(cursor.localName());
            while (section.isPresent() && cursor.nextChild(2)) {
                add(section.get(), cursor.element());
            }
        }
    }

    private void add(Section section, XmlElement element) throws IOException, XmlException {
        String id = element.attribute("id").orElse("").intern();
        if (id.isEmpty()) {
            return;
        }
        if (id.startsWith(Canary.ID_PREFIX)) {
            throw new XmlException("it uses the id " + id + ", which is reserved for the scanner's own checks");
        }
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw new XmlException("it has more than " + MAX_ELEMENTS + " elements");
        }
        // What a definition says to people has no part in its result, and changes more often than that.
        Piece piece = pieces.add(section == Section.DEFINITIONS ? element.without("metadata") : element);
        Piece before = parts.computeIfAbsent(section, it -> new HashMap<>()).put(id, piece);
        if (before != null) {
            throw new XmlException("it has two elements with the id " + id);
        }
        switch (section) {
            case DEFINITIONS -> definitions.put(id, definition(id, element, piece));
            case TESTS -> packages.addTest(id, element);
            case OBJECTS -> packages.addObject(id, element);
            case STATES -> packages.addState(id, element);
            case VARIABLES -> packages.addVariable(id, element);
        }
    }

    private static Definition definition(String id, XmlElement element, Piece piece) {
        boolean isFinding =
                element.attribute("class").filter(FINDING_CLASSES::contains).isPresent();
        return new Definition(id, isFinding, Criteria.of(element), Advisory.of(element, id), piece);
    }

    private OvalFeed feed() throws IOException, XmlException {
        if (generator == null) {
            throw new XmlException("it has no generator, which every OVAL definitions document has");
        }
        Pieces finished = pieces.finish();
        OvalFeed feed = new OvalFeed(
                finished,
                generator,
                definitions,
                parts,
                packages,
                gates(),
                new CandidateIndex(definitions.values(), packages),
                new ResultKeys(parts, finished));
        if (feed.examined() == 0) {
            throw new XmlException("it has no definition of class vulnerability or patch");
        }
        if (packages.isEmpty()) {
            throw new XmlException("none of its tests asks for a package: feeds that are made to be compared with lists"
                    + " of packages, such as Canonical's for OCI images, say nothing on an image itself");
        }
        return feed;
    }

    private List<Set<String>> gates() {
        Set<Set<String>> all = new HashSet<>();
        definitions.values().stream().filter(Definition::isFinding).forEach(it -> {
            Set<String> required = new HashSet<>(it.criteria().required());
            required.removeIf(packages::isAboutPackages);
            all.add(Set.copyOf(required));
        });
        List<Set<String>> gates = new ArrayList<>();
        all.stream()
                .sorted(Comparator.<Set<String>>comparingInt(Set::size)
                        .thenComparing(it -> String.join("\n", new TreeSet<>(it))))
                // What requires more than another one is false wherever that one is.
                .filter(it -> gates.size() < MAX_GATES && gates.stream().noneMatch(it::containsAll))
                .forEach(gates::add);
        return List.copyOf(gates);
    }
}
