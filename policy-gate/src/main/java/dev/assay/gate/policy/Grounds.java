package dev.assay.gate.policy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.verdict.Decision;
import java.util.List;

/**
 * Why a policy doesn't simply allow an image.
 *
 * @param decision what these grounds alone would lead to
 * @param policy the policy's name, or the document of one that can't be read
 * @param message one line for people
 * @param keys whose findings explain it
 * @param findings lines to show instead, where they are known already
 */
record Grounds(
        Decision decision, String policy, String message, List<QualityAnnotationKey> keys, List<String> findings) {
    private static final int MAX_MESSAGE_LENGTH = 300;
    private static final int MAX_POLICY_LENGTH = 253;

    Grounds {
        policy = OneLine.of(policy, MAX_POLICY_LENGTH);
        message = OneLine.of(message, MAX_MESSAGE_LENGTH);
        keys = List.copyOf(keys);
        findings = List.copyOf(findings);
    }

    /** @param prefix of the message */
    Grounds asWarning(String prefix) {
        return new Grounds(Decision.WARN, policy, prefix + message, keys, findings);
    }

    static Grounds of(Decision decision, String policy, String message) {
        return new Grounds(decision, policy, message, List.of(), List.of());
    }
}
