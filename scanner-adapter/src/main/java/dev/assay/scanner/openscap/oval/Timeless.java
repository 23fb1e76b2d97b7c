package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlElement;
import dev.assay.scanner.openscap.xml.XmlNode;
import dev.assay.scanner.openscap.xml.XmlText;
import java.util.List;

/** A feed's generator with a time that never changes, so that what is cut from two versions of a feed can be the same. */
final class Timeless {
    private static final String TIMESTAMP = "timestamp";
    private static final String ANY_TIME = "2000-01-01T00:00:00";

    private Timeless() {}

    static XmlElement of(XmlElement generator) {
        List<XmlNode> content = generator.content().stream()
                .<XmlNode>map(
                        it -> it instanceof XmlElement child && child.name().equals(TIMESTAMP) ? fixed(child) : it)
                .toList();
        return new XmlElement(
                generator.prefix(), generator.namespace(), generator.name(), generator.attributes(), content);
    }

    private static XmlElement fixed(XmlElement timestamp) {
        return new XmlElement(
                timestamp.prefix(),
                timestamp.namespace(),
                timestamp.name(),
                timestamp.attributes(),
                List.of(new XmlText(ANY_TIME)));
    }
}
