package dev.assay.scanner.pull;

/** The operator's list of registries that may be contacted at all. */
public interface AllowedRegistries {
    /** @param registry host with optional port, as in {@link dev.assay.contract.image.ImageReference#registry()} */
    boolean allows(String registry);
}
