package dev.assay.testbed.feed;

import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of OVAL's schemas. Attributes come as names and values in turn. */
record Elements(XMLStreamWriter out) {
    static final String COMMON = "http://oval.mitre.org/XMLSchema/oval-common-5";
    static final String DEFINITIONS = "http://oval.mitre.org/XMLSchema/oval-definitions-5";
    static final String INDEPENDENT = DEFINITIONS + "#independent";
    static final String LINUX = DEFINITIONS + "#linux";

    private static final Map<String, String> PREFIXES =
            Map.of(COMMON, "oval", DEFINITIONS, "", INDEPENDENT, "ind", LINUX, "linux");

    void startDocument(String root, String comment) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
        out.writeComment(comment);
        out.writeCharacters("\n");
        out.writeStartElement("", root, DEFINITIONS);
        out.writeDefaultNamespace(DEFINITIONS);
        out.writeNamespace("oval", COMMON);
        out.writeNamespace("ind", INDEPENDENT);
        out.writeNamespace("linux", LINUX);
    }

    void endDocument() throws XMLStreamException {
        out.writeEndElement();
        out.writeEndDocument();
        out.flush();
    }

    void start(String name, String... attributes) throws XMLStreamException {
        startIn(DEFINITIONS, name, attributes);
    }

    void startIn(String namespace, String name, String... attributes) throws XMLStreamException {
        out.writeCharacters("\n");
        out.writeStartElement(PREFIXES.getOrDefault(namespace, ""), name, namespace);
        writeAttributes(attributes);
    }

    void end() throws XMLStreamException {
        out.writeEndElement();
    }

    void empty(String name, String... attributes) throws XMLStreamException {
        emptyIn(DEFINITIONS, name, attributes);
    }

    void emptyIn(String namespace, String name, String... attributes) throws XMLStreamException {
        out.writeEmptyElement(PREFIXES.getOrDefault(namespace, ""), name, namespace);
        writeAttributes(attributes);
    }

    void text(String name, String content) throws XMLStreamException {
        textIn(DEFINITIONS, name, content);
    }

    void textIn(String namespace, String name, String content, String... attributes) throws XMLStreamException {
        out.writeStartElement(PREFIXES.getOrDefault(namespace, ""), name, namespace);
        writeAttributes(attributes);
        out.writeCharacters(content);
        out.writeEndElement();
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
