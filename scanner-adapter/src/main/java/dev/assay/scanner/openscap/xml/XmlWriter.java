package dev.assay.scanner.openscap.xml;

import java.util.HashMap;
import java.util.Map;

/** Writes elements so that each can stand alone: every prefix that it uses is declared in it. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder();

    private XmlWriter() {}

    public static String write(XmlElement element) {
        XmlWriter writer = new XmlWriter();
        writer.element(element, Map.of());
        return writer.out.toString();
    }

    /** Text as it may stand between tags and in attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private void element(XmlElement element, Map<String, String> scope) {
        Map<String, String> inner = new HashMap<>(scope);
        String name = qualified(element.prefix(), element.name());
        out.append('<').append(name);
        declare(element.prefix(), element.namespace(), inner);
        for (XmlAttribute it : element.attributes()) {
            if (!it.prefix().isEmpty()) {
                declare(it.prefix(), it.namespace(), inner);
            }
            out.append(' ').append(qualified(it.prefix(), it.name())).append("=\"");
            out.append(escape(it.value())).append('"');
        }
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode it : element.content()) {
            if (it instanceof XmlElement child) {
                element(child, inner);
            } else if (it instanceof XmlText text) {
                out.append(escape(text.value()));
            }
        }
        out.append("</").append(name).append('>');
    }

    private void declare(String prefix, String namespace, Map<String, String> scope) {
        if (prefix.equals("xml") || namespace.equals(scope.put(prefix, namespace))) {
            return;
        }
        out.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix);
        out.append("=\"").append(escape(namespace)).append('"');
    }

    private static String qualified(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }
}
