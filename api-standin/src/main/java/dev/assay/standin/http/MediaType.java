package dev.assay.standin.http;

import java.util.Locale;

/** Media types as headers name them. */
final class MediaType {
    private MediaType() {}

    /** Without parameters, in lower case. */
    static String of(String header) {
        int semicolon = header.indexOf(';');
        String type = semicolon < 0 ? header : header.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
