package dev.assay.scanner.openscap.xml;

import javax.xml.stream.XMLStreamException;

/** XML that can't be read; the message is the predicate of a sentence about the document. */
public final class XmlException extends Exception {
    private static final long serialVersionUID = 1L;

    public XmlException(String message) {
        super(message);
    }

    private XmlException(String message, Throwable cause) {
        super(message, cause);
    }

    static XmlException of(XMLStreamException cause) {
        String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        String shown = message.length() <= 300 ? message : message.substring(0, 300) + "…";
        return new XmlException("it is not well-formed XML: " + shown, cause);
    }
}
