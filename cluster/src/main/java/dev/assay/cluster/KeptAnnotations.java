package dev.assay.cluster;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.Map;
import java.util.stream.Collectors;

/** Which annotations of an Image are kept, and may be written. */
final class KeptAnnotations {
    private static final String DENY_EXECUTION = "images.openshift.io/deny-execution";
    private static final String OWN_PREFIX = "assay.dev/";

    private KeptAnnotations() {}

    static boolean keeps(String key) {
        return key.startsWith(QualityAnnotationKey.PREFIX) || key.startsWith(OWN_PREFIX) || key.equals(DENY_EXECUTION);
    }

    static Map<String, String> of(Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .filter(it -> keeps(it.getKey()) && it.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
