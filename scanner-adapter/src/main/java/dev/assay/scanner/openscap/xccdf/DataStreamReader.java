package dev.assay.scanner.openscap.xccdf;

import dev.assay.scanner.openscap.oval.References;
import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlElement;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a data stream (SCAP 1.2 and 1.3 source data streams) from front to back. */
final class DataStreamReader {
    static final String XCCDF = "http://checklists.nist.gov/xccdf/1.2";

    private static final String OVAL = "http://oval.mitre.org/XMLSchema/oval-definitions-5";
    private static final Set<String> OVAL_SECTIONS = Set.of("definitions", "tests", "objects", "states", "variables");
    private static final int MAX_TITLE = 300;
    private static final int MAX_ELEMENTS = 1_000_000;

    private final List<Profile> profiles = new ArrayList<>();
    private final List<XmlElement> rules = new ArrayList<>();
    private final Set<String> otherIds = new HashSet<>();
    private final UntoldChecks untold = new UntoldChecks();
    private int elements;

    private DataStreamReader() {}

    static DataStream read(InputStream in) throws XmlException {
        DataStreamReader reader = new DataStreamReader();
        reader.read(XmlCursor.over(in));
        return reader.dataStream();
    }

    private void read(XmlCursor cursor) throws XmlException {
        while (cursor.nextElement()) {
            if (cursor.isAt(XCCDF, "Profile")) {
                profiles.add(Profile.of(cursor.element()));
            } else if (cursor.isAt(XCCDF, "Rule")) {
                rules.add(trimmed(cursor.element()));
            } else if (cursor.isAt(XCCDF, "Group") || cursor.isAt(XCCDF, "Value")) {
                cursor.attribute("id").ifPresent(otherIds::add);
            } else if (cursor.namespace().equals(OVAL) && OVAL_SECTIONS.contains(cursor.localName())) {
                ovalSection(cursor);
            }
            count();
        }
    }

    private void ovalSection(XmlCursor cursor) throws XmlException {
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            XmlElement element = cursor.element();
            String id = element.attribute("id").orElse("").intern();
            untold.add(id, element, References.of(element));
            count();
        }
    }

    private void count() throws XmlException {
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw new XmlException("it has more than " + MAX_ELEMENTS + " elements that matter");
        }
    }

    /** Descriptions and fixes are most of a rule, and of no use here. */
    private static XmlElement trimmed(XmlElement rule) {
        return new XmlElement(
                rule.prefix(),
                rule.namespace(),
                rule.name(),
                rule.attributes(),
                rule.children()
                        .filter(it -> Set.of("title", "check", "complex-check").contains(it.name()))
                        .collect(Collectors.toUnmodifiableList()));
    }

    private DataStream dataStream() throws XmlException {
        if (profiles.isEmpty() || rules.isEmpty()) {
            throw new XmlException("it has no XCCDF 1.2 benchmark with profiles and rules");
        }
        Map<String, Rule> byId = new LinkedHashMap<>();
        rules.forEach(it -> byId.put(it.attribute("id").orElse(""), rule(it)));
        return new DataStream(List.copyOf(profiles), byId, Set.copyOf(otherIds));
    }

    private Rule rule(XmlElement element) {
        String id = element.attribute("id").orElse("");
        Stream<String> checks = element.all()
                .filter(it -> it.name().equals("check-content-ref"))
                .flatMap(it -> it.attribute("name").stream());
        String title = element.children("title")
                .findFirst()
                .map(XmlElement::text)
                .filter(it -> !it.isEmpty())
                .orElse(id)
                .replaceAll("\\s+", " ");
        return new Rule(
                id,
                title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE - 1) + "…",
                Rule.severity(element.attribute("severity").orElse("unknown")),
                element.attribute("selected")
                        .filter(it -> it.equals("false") || it.equals("0"))
                        .isEmpty(),
                !untold.decide(id, checks));
    }
}
