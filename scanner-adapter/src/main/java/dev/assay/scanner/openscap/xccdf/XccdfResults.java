package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What oscap says of each rule that was selected.
 *
 * @param score of 100
 */
record XccdfResults(List<RuleResult> results, Optional<BigDecimal> score) {
    private static final String DEFAULT_SCORE = "urn:xccdf:scoring:default";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,10})?");
    private static final Set<String> WORDS = Set.of(
            "pass", "fail", "error", "unknown", "notapplicable", "notchecked", "notselected", "informational", "fixed");
    private static final int MAX_RULES = 100_000;

    /** @param word the result in XCCDF's words */
    record RuleResult(String rule, Severity severity, String word) {}

    static XccdfResults read(Path file) throws IOException, XmlException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(XmlCursor.over(in));
        }
    }

    private static XccdfResults read(XmlCursor cursor) throws XmlException {
        List<RuleResult> results = new ArrayList<>();
        Optional<BigDecimal> score = Optional.empty();
        while (cursor.nextElement()) {
            if (!cursor.isAt(DataStreamReader.XCCDF, "TestResult")) {
                continue;
            }
            int depth = cursor.depth();
            while (cursor.nextChild(depth)) {
                if (cursor.isAt(DataStreamReader.XCCDF, "rule-result")) {
                    ruleResult(cursor)
                            .filter(it -> !it.word().equals("notselected"))
                            .ifPresent(results::add);
                } else if (cursor.isAt(DataStreamReader.XCCDF, "score")
                        && cursor.attribute("system")
                                .filter(DEFAULT_SCORE::equals)
                                .isPresent()) {
                    score = Optional.of(cursor.text(40))
                            .filter(it -> NUMBER.matcher(it).matches())
                            .map(BigDecimal::new);
                }
                if (results.size() > MAX_RULES) {
                    throw new XmlException("it has more than " + MAX_RULES + " results");
                }
            }
            return new XccdfResults(List.copyOf(results), score);
        }
        throw new XmlException("it has no test result");
    }

    private static Optional<RuleResult> ruleResult(XmlCursor cursor) throws XmlException {
        String rule = cursor.attribute("idref").orElse("");
        Severity severity = Rule.severity(cursor.attribute("severity").orElse("unknown"));
        Optional<RuleResult> result = Optional.empty();
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            if (cursor.isAt(DataStreamReader.XCCDF, "result")) {
                String word = cursor.text(40);
                if (!WORDS.contains(word)) {
                    throw new XmlException("it has a result of an unknown kind");
                }
                result = Optional.of(new RuleResult(rule, severity, word));
            }
        }
        return result;
    }

    List<RuleResult> with(Set<String> words) {
        return results.stream().filter(it -> words.contains(it.word())).toList();
    }
}
