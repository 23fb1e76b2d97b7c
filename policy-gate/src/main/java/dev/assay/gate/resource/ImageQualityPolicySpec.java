package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.assay.gate.policy.FailurePolicy;
import dev.assay.gate.policy.ValidationAction;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a policy, named after Kubernetes' ValidatingAdmissionPolicy where that has them. The bounds are part of
 * the custom resource definition, and {@link PolicyTranslation} holds files to the same ones.
 */
@ValidationRule(
        value = "!('Deny' in self.validationActions && 'Warn' in self.validationActions)",
        message = "validationActions: Deny and Warn exclude each other")
@ValidationRule(
        value = "!has(self.gracePeriod) || 'Deny' in self.validationActions",
        message = "gracePeriod: is for policies with the action Deny")
@ValidationRule(
        value = "!has(self.minimumScanners) || (has(self.requires) && self.minimumScanners <= size(self.requires))",
        message = "minimumScanners: not more than there are in requires")
public record ImageQualityPolicySpec(
        @JsonPropertyDescription(
                "Globs over registry/repository: '*' is any text without a slash, '**' any text. Default: every image")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<String> repositories,

        @JsonPropertyDescription(
                "Quality annotations, as <type>.<provider>, that must hold a result before the validations mean anything."
                        + " Default: those that the expressions name")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<String> requires,

        @JsonPropertyDescription("How many of the required annotations must hold a result. Default: all")
        @Min(1)
        @Max(MAX_ENTRIES)
        @Nullable
        Integer minimumScanners,

        @JsonPropertyDescription("CEL over 'image'. The policy is about an image when all of them are true")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<NamedCelExpression> matchConditions,

        @JsonPropertyDescription("CEL over 'image' and 'quality'; in later expressions 'variables.<name>'")
        @Size(max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<NamedCelExpression> variables,

        @Required
        @JsonProperty(required = true)
        @JsonPropertyDescription("What must hold")
        @Size(min = 1, max = MAX_ENTRIES)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<CelValidation> validations,

        @Required
        @JsonProperty(required = true)
        @JsonPropertyDescription("What a failed validation leads to: Deny (the image may not run), Warn, Audit")
        @Size(min = 1, max = 2)
        @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<ValidationAction> validationActions,

        @JsonPropertyDescription(
                "What an expression means that breaks on an image: Fail is a failed validation, Ignore a warning")
        @Default("Fail")
        @Nullable
        FailurePolicy failurePolicy,

        @JsonPropertyDescription("A required annotation is not there") @Default("Undecided") @Nullable
        StateHandling unscanned,

        @JsonPropertyDescription("The scan behind a required annotation failed") @Default("Undecided") @Nullable
        StateHandling failed,

        @JsonPropertyDescription(
                "The scanner has nothing to say on an image of this kind. Allow: it counts as a result that found nothing")
        @Default("Undecided")
        @Nullable
        NotApplicableHandling notApplicable,

        @JsonPropertyDescription("A required annotation can't be read") @Default("Undecided") @Nullable
        StateHandling unreadable,

        @JsonPropertyDescription("A required annotation is older than maxAge") @Default("Undecided") @Nullable
        StateHandling stale,

        @JsonPropertyDescription(
                "Results older than this are stale, for instance 7d, 36h, 1h30m. Default: results don't age")
        @Pattern(PolicyAge.FORM)
        @Nullable
        String maxAge,

        @JsonPropertyDescription(
                "How long an image that had passed, and fails now, is warned of before it is denied, for instance 7d."
                        + " Default: it is denied at once")
        @Pattern(PolicyAge.FORM)
        @Nullable
        String gracePeriod) {
    /** Of each list. */
    static final int MAX_ENTRIES = 64;

    public ImageQualityPolicySpec {
        repositories = List.copyOf(repositories);
        requires = List.copyOf(requires);
        matchConditions = List.copyOf(matchConditions);
        variables = List.copyOf(variables);
        validations = List.copyOf(validations);
        validationActions = List.copyOf(validationActions);
    }

    FailurePolicy failurePolicyOrDefault() {
        return Optional.ofNullable(failurePolicy).orElse(FailurePolicy.FAIL);
    }
}
