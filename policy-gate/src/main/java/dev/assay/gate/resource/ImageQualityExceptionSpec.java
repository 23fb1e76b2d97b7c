package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What is accepted, in which images, for how long, and who answers for it. */
public record ImageQualityExceptionSpec(
        @Required
        @JsonProperty(required = true)
        @JsonPropertyDescription(
                "Ids of the findings that are accepted, as reports name them: CVE-2030-0001, DSA-9999-1")
        @Size(min = 1, max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<String> findings,

        @JsonPropertyDescription("Packages in which they are accepted. Default: in every one")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<String> packages,

        @JsonPropertyDescription(
                "Globs over registry/repository: '*' is any text without a slash, '**' any text. Default: every image")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<String> repositories,

        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("When it ends, as in 2030-01-31T00:00:00Z")
        @Pattern(ExceptionTranslation.TIME)
        String until,

        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("Why it is acceptable")
        @Size(min = 1, max = MAX_WORDS)
        String reason,

        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("Who answers for it")
        @Size(min = 1, max = MAX_NAME)
        String approvedBy) {
    /** Of each list. */
    static final int MAX_ENTRIES = 64;

    static final int MAX_WORDS = 1000;
    static final int MAX_NAME = 200;

    public ImageQualityExceptionSpec {
        findings = List.copyOf(findings);
        packages = List.copyOf(packages);
        repositories = List.copyOf(repositories);
    }
}
