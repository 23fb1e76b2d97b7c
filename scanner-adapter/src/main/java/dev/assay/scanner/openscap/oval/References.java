package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an OVAL element refers to: by attributes such as {@code test_ref}, and inside of sets by text. */
public final class References {
    private static final Set<String> BY_TEXT = Set.of("object_reference", "filter", "var_ref", "object_ref");

    private References() {}

    public static List<String> of(XmlElement element) {
        return element.all()
                .flatMap(it -> Stream.concat(byAttribute(it), byText(it)))
                .map(String::intern)
                .distinct()
                .toList();
    }

    private static Stream<String> byAttribute(XmlElement element) {
        return element.attributes().stream()
                .filter(it -> it.name().endsWith("_ref"))
                .map(it -> it.value());
    }

    private static Stream<String> byText(XmlElement element) {
        return BY_TEXT.contains(element.name())
                ? Stream.of(element.text()).filter(it -> !it.isEmpty())
                : Stream.empty();
    }
}
