package dev.assay.scanner.openscap.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** Reads one element whole. */
final class XmlElementReader {
    private static final int MAX_NODES = 500_000;
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private final XmlCursor cursor;
    private int nodes;
    private int characters;

    XmlElementReader(XmlCursor cursor) {
        this.cursor = cursor;
    }

    XmlElement read() throws XmlException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(start());
        while (true) {
            int event = cursor.advance();
            Open current = open.element();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open.push(start());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
                if (open.isEmpty()) {
                    return current.close();
                }
                open.element().content.add(current.close());
            } else if (cursor.isText()) {
                current.content.add(new XmlText(characters()));
            }
            count();
        }
    }

    private String characters() {
        String text = cursor.reader().getText();
        characters += text.length();
        return text;
    }

    private void count() throws XmlException {
        nodes++;
        if (nodes > MAX_NODES || characters > MAX_CHARACTERS) {
            throw new XmlException("one of its elements is too large");
        }
    }

    private Open start() {
        XMLStreamReader reader = cursor.reader();
        List<XmlAttribute> attributes = new ArrayList<>(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new XmlAttribute(
                    orNone(reader.getAttributePrefix(i)),
                    orNone(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        return new Open(
                orNone(reader.getPrefix()), cursor.namespace(), reader.getLocalName(), attributes, new ArrayList<>());
    }

    private static String orNone(@org.jspecify.annotations.Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    private record Open(
            String prefix, String namespace, String name, List<XmlAttribute> attributes, List<XmlNode> content) {
        XmlElement close() {
            return new XmlElement(prefix, namespace, name, attributes, content);
        }
    }
}
