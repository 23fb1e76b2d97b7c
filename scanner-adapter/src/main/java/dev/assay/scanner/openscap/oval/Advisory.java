package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.xml.XmlElement;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a definition says to people.
 *
 * @param id the CVE where the definition is about one, else the advisory that it names, else the definition's own id
 */
record Advisory(String id, String title, Severity severity, Optional<URI> link) {
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,19}");
    private static final int MAX_ID = 200;
    private static final int MAX_TITLE = 300;
    private static final int MAX_LINK = 2048;
    private static final int MAX_CVES_SHOWN = 10;

    static Advisory of(XmlElement definition, String definitionId) {
        Optional<XmlElement> metadata = definition.children("metadata").findFirst();
        List<XmlElement> references = metadata.stream()
                .flatMap(it -> it.children("reference"))
                .filter(it -> it.attribute("ref_id").isPresent())
                .toList();
        List<XmlElement> cves = references.stream()
                .filter(it -> CVE.matcher(nameOf(it)).matches())
                .toList();
        Optional<XmlElement> best = cves.size() == 1
                ? Optional.of(cves.get(0))
                : Stream.concat(references.stream().filter(it -> !cves.contains(it)), cves.stream())
                        .findFirst();
        String title = metadata.flatMap(it -> it.children("title").findFirst())
                .map(XmlElement::text)
                .filter(it -> !it.isEmpty())
                .orElse(definitionId);
        return new Advisory(
                shortened(best.map(Advisory::nameOf).orElse(definitionId), MAX_ID),
                shortened(cves.size() > 1 ? title + " (" + names(cves) + ")" : title, MAX_TITLE),
                metadata.map(Advisory::severity).orElse(Severity.UNKNOWN),
                Stream.concat(best.stream(), references.stream())
                        .flatMap(it -> link(it).stream())
                        .findFirst());
    }

    private static Severity severity(XmlElement metadata) {
        return metadata.children("advisory")
                .flatMap(it -> it.children("severity"))
                .findFirst()
                .map(it -> SeverityWords.severity(it.text()))
                .orElse(Severity.UNKNOWN);
    }

    private static String nameOf(XmlElement reference) {
        return reference.attribute("ref_id").orElse("").strip();
    }

    private static String names(List<XmlElement> cves) {
        String shown = String.join(
                ", ", cves.stream().limit(MAX_CVES_SHOWN).map(Advisory::nameOf).toList());
        return cves.size() <= MAX_CVES_SHOWN ? shown : shown + ", and " + (cves.size() - MAX_CVES_SHOWN) + " more";
    }

    private static Optional<URI> link(XmlElement reference) {
        return reference
                .attribute("ref_url")
                .filter(it -> it.length() <= MAX_LINK)
                .flatMap(Advisory::uri)
                .filter(it -> "https".equals(it.getScheme()) || "http".equals(it.getScheme()));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String shortened(String text, int limit) {
        String clean = text.replaceAll("\\s+", " ").replaceAll("\\p{Cc}", "");
        return clean.length() <= limit ? clean : clean.substring(0, limit - 1) + "…";
    }
}
