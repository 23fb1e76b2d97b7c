package dev.assay.scanner.openscap.oval;

import java.util.List;
import java.util.stream.Collectors;

/** Tells oscap how much to write: each definition's result, and nothing of how it came about. */
final class Directives {
    static final String ALL_THIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<oval_directives xmlns=\"http://oval.mitre.org/XMLSchema/oval-directives-5\" xmlns:oval=\"" + Oval.COMMON
            + "\" xmlns:res=\"" + Oval.RESULTS + "\">\n"
            + "<generator><oval:schema_version>5.11.1</oval:schema_version>"
            + "<oval:timestamp>2000-01-01T00:00:00</oval:timestamp></generator>\n"
            + "<directives include_source_definitions=\"false\">\n"
            + List.of("true", "false", "unknown", "error", "not_evaluated", "not_applicable").stream()
                    .map(it -> "<res:definition_" + it + " reported=\"true\" content=\"thin\"/>\n")
                    .collect(Collectors.joining())
            + "</directives></oval_directives>\n";

    private Directives() {}
}
