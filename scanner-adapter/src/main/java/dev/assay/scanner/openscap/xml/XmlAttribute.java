package dev.assay.scanner.openscap.xml;

/** @param prefix empty for none */
public record XmlAttribute(String prefix, String namespace, String name, String value) {}
