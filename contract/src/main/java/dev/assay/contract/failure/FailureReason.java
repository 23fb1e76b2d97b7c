package dev.assay.contract.failure;

/** Why a scan has no result. None of these is ever "clean". */
public enum FailureReason {
    /** The registry does not have it (any more). */
    IMAGE_NOT_FOUND(false),
    /** The registry wants other credentials than the configured ones. */
    PULL_UNAUTHORIZED(true),
    /** The registry could not be reached, or broke off. */
    PULL_FAILED(true),
    /** The reference names a registry that the operator has not allowed. */
    REGISTRY_NOT_ALLOWED(false),
    /** Not an image: bytes that do not match their digest, unreadable layers, an unknown format, hostile content. */
    IMAGE_INVALID(false),
    /** Larger than the configured bounds. */
    IMAGE_TOO_LARGE(false),
    /** The scanner has nothing to say on an image of this kind: there is no content for its operating system. */
    NOT_APPLICABLE(false),
    /** The scanner ended without a result that can be trusted. */
    SCANNER_ERROR(true),
    /** The scanner is not there or does not answer, or lacks the content that an operator has to give it. */
    SCANNER_UNAVAILABLE(true),
    /** The scan took longer than allowed and was ended. */
    DEADLINE_EXCEEDED(true),
    /** What the scanner printed can't be read. */
    REPORT_UNREADABLE(true);

    private final boolean mayPass;

    FailureReason(boolean mayPass) {
        this.mayPass = mayPass;
    }

    /** Whether trying again later, with nothing changed on the image, can end otherwise. */
    public boolean mayPass() {
        return mayPass;
    }
}
