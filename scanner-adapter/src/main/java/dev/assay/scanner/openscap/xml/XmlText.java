package dev.assay.scanner.openscap.xml;

/** Characters, unescaped. */
public record XmlText(String value) implements XmlNode {}
