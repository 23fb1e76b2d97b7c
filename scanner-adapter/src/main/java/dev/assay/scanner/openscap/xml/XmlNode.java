package dev.assay.scanner.openscap.xml;

/** What an element holds. */
public sealed interface XmlNode permits XmlElement, XmlText {}
