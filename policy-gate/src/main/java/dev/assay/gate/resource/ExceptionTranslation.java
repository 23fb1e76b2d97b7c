package dev.assay.gate.resource;

import dev.assay.gate.policy.RepositoryPatterns;
import dev.assay.gate.policy.Waiver;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** From what people wrote to an exception that counts, or says which field is wrong and why. */
final class ExceptionTranslation {
    /** An id: no blanks and no wildcards. */
    static final String FINDING = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$";

    /** RFC 3339. */
    static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(Z|[+-][0-9]{2}:[0-9]{2})$";

    private static final Pattern ID = Pattern.compile(FINDING);
    private static final int MAX_PACKAGE = 256;

    private ExceptionTranslation() {}

    static Waiver translate(String namespace, String name, ImageQualityExceptionSpec spec)
            throws BrokenPolicyException {
        requireSize("findings", spec.findings());
        requireSize("packages", spec.packages());
        requireSize("repositories", spec.repositories());
        require(!spec.findings().isEmpty(), "spec.findings", "none; name at least one");
        requireWords("spec.reason", spec.reason(), ImageQualityExceptionSpec.MAX_WORDS);
        requireWords("spec.approvedBy", spec.approvedBy(), ImageQualityExceptionSpec.MAX_NAME);
        Set<String> findings = new HashSet<>();
        for (int i = 0; i < spec.findings().size(); i++) {
            String id = spec.findings().get(i);
            require(ID.matcher(id).matches(), "spec.findings[" + i + "]", "not the id of a finding: '" + id + "'");
            findings.add(id.toUpperCase(Locale.ROOT));
        }
        for (int i = 0; i < spec.packages().size(); i++) {
            String it = spec.packages().get(i);
            require(!it.isBlank() && it.length() <= MAX_PACKAGE, "spec.packages[" + i + "]", "not a package's name");
        }
        try {
            return new Waiver(
                    namespace,
                    name,
                    findings,
                    Set.copyOf(spec.packages()),
                    RepositoryPatterns.of(spec.repositories()),
                    OffsetDateTime.parse(spec.until()).toInstant());
        } catch (IllegalArgumentException e) {
            throw new BrokenPolicyException("spec.repositories", String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new BrokenPolicyException(
                    "spec.until", "not a time such as 2030-01-31T00:00:00Z: '" + spec.until() + "'");
        }
    }

    private static void requireWords(String field, String text, int most) throws BrokenPolicyException {
        require(!text.isBlank(), field, "empty");
        require(text.length() <= most, field, "longer than " + most + " characters");
    }

    private static void requireSize(String field, List<?> entries) throws BrokenPolicyException {
        int most = ImageQualityExceptionSpec.MAX_ENTRIES;
        require(entries.size() <= most, "spec." + field, entries.size() + " entries; at most " + most + " are allowed");
    }

    private static void require(boolean holds, String field, String problem) throws BrokenPolicyException {
        if (!holds) {
            throw new BrokenPolicyException(field, problem);
        }
    }
}
