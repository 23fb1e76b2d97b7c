package dev.assay.scanner.openscap.xml;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of others from front to back. A document type, an entity reference and nesting deeper than 200 end the
 * reading with {@link XmlException}. Not thread-safe; the caller closes the stream.
 */
public final class XmlCursor {
    private static final int MAX_DEPTH = 200;

    // The JDK's own: another implementation on the class path would come with other defaults.
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int depth;

    private XmlCursor(XMLStreamReader reader) {
        this.reader = reader;
    }

    public static XmlCursor over(InputStream in) throws XmlException {
        try {
            return new XmlCursor(FACTORY.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw XmlException.of(e);
        }
    }

    /** Goes on to the next start of an element; false at the end of the document. */
    public boolean nextElement() throws XmlException {
        while (advance() != XMLStreamConstants.END_DOCUMENT) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** Goes on to the next child of the element at {@code parentDepth}; false at the end of that element. */
    public boolean nextChild(int parentDepth) throws XmlException {
        while (advance() != XMLStreamConstants.END_DOCUMENT) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return true;
            }
            if (reader.getEventType() == XMLStreamConstants.END_ELEMENT && depth < parentDepth) {
                return false;
            }
        }
        return false;
    }

    /** How many elements are open; 1 in the root element. */
    public int depth() {
        return depth;
    }

    public boolean isAt(String namespace, String localName) {
        return localName.equals(reader.getLocalName()) && namespace.equals(reader.getNamespaceURI());
    }

    public String localName() {
        return reader.getLocalName();
    }

    /** Empty for none. */
    public String namespace() {
        return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    /** The whole element that the cursor is at the start of; afterwards it is at its end. */
    public XmlElement element() throws XmlException {
        return new XmlElementReader(this).read();
    }

    /** The element's direct text, up to {@code limit} characters; children are passed over. Goes to its end. */
    public String text(int limit) throws XmlException {
        int start = depth;
        StringBuilder text = new StringBuilder();
        while (advance() != XMLStreamConstants.END_DOCUMENT && depth >= start) {
            if (isText() && depth == start && text.length() < limit) {
                text.append(reader.getText(), 0, Math.min(reader.getTextLength(), limit - text.length()));
            }
        }
        return text.toString().strip();
    }

    XMLStreamReader reader() {
        return reader;
    }

    boolean isText() {
        int event = reader.getEventType();
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    int advance() throws XmlException {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.DTD -> throw new XmlException("it has a document type, which is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XmlException("it refers to an entity, which is not allowed");
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // Text, comments and the like.
                }
            }
            if (depth > MAX_DEPTH) {
                throw new XmlException("its elements are nested deeper than " + MAX_DEPTH);
            }
            return event;
        } catch (XMLStreamException e) {
            throw XmlException.of(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("it refers to another document, which is not allowed");
        });
        return factory;
    }
}
