package dev.assay.contract.scan;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A scanner as it is at one moment.
 *
 * @param adapterVersion the version of the scanner behind the adapter
 * @param contents with what it looks, for each key that its results are written under; not empty, sorted, each key once
 */
public record ScannerState(AdapterName adapter, String adapterVersion, List<Content> contents) {
    /** @throws IllegalArgumentException when there is no key, or one of them twice */
    public ScannerState {
        contents = contents.stream().sorted(Comparator.comparing(Content::key)).toList();
        if (contents.isEmpty()) {
            throw new IllegalArgumentException("a scanner stands for at least one quality annotation");
        }
        if (contents.stream().map(Content::key).distinct().count() < contents.size()) {
            throw new IllegalArgumentException("a scanner has one content for each quality annotation");
        }
    }

    /** What its results are written under. */
    public Set<QualityAnnotationKey> keys() {
        return contents.stream().map(Content::key).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Who looks when that annotation is asked for.
     *
     * @throws IllegalArgumentException for none of its keys
     */
    public ScannerIdentity identity(QualityAnnotationKey key) {
        return contents.stream()
                .filter(it -> it.key().equals(key))
                .map(it -> new ScannerIdentity(adapter, adapterVersion, it.contentVersion()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(adapter + " does not look for " + key));
    }

    /**
     * What a scanner knows for one annotation.
     *
     * @param contentVersion changes whenever results for the same image may, and for no other reason; opaque
     */
    public record Content(QualityAnnotationKey key, String contentVersion) {}
}
