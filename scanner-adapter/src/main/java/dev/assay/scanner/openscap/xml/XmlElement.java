package dev.assay.scanner.openscap.xml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element with all that is in it, comments and processing instructions apart.
 *
 * @param prefix empty for none
 * @param namespace empty for none
 */
public record XmlElement(
        String prefix, String namespace, String name, List<XmlAttribute> attributes, List<XmlNode> content)
        implements XmlNode {
    public XmlElement {
        attributes = List.copyOf(attributes);
        content = List.copyOf(content);
    }

    public boolean is(String otherNamespace, String otherName) {
        return name.equals(otherName) && namespace.equals(otherNamespace);
    }

    /** Of an attribute in no namespace, as all of OVAL's are. */
    public Optional<String> attribute(String wanted) {
        return attributes.stream()
                .filter(it -> it.prefix().isEmpty() && it.name().equals(wanted))
                .map(XmlAttribute::value)
                .findFirst();
    }

    public Stream<XmlElement> children() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    /** Those of that name, whatever their namespace. */
    public Stream<XmlElement> children(String wanted) {
        return children().filter(it -> it.name.equals(wanted));
    }

    /** This and every element below. */
    public Stream<XmlElement> all() {
        return Stream.concat(Stream.of(this), children().flatMap(XmlElement::all));
    }

    /** The same but for children of that name. */
    public XmlElement without(String unwanted) {
        return new XmlElement(
                prefix,
                namespace,
                name,
                attributes,
                content.stream()
                        .filter(it -> !(it instanceof XmlElement child) || !child.name.equals(unwanted))
                        .toList());
    }

    /** The direct text, without white space around it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        content.forEach(it -> {
            if (it instanceof XmlText characters) {
                text.append(characters.value());
            }
        });
        return text.toString().strip();
    }
}
