package dev.assay.scanner.archive;

import dev.assay.contract.failure.FailureReason;

/** Says in plain words why an image has no result, and who can do something about it. */
final class FailureWords {
    private FailureWords() {}

    static String of(FailureReason reason) {
        return switch (reason) {
            case IMAGE_NOT_FOUND -> "The registry does not have this image, or not any more.";
            case PULL_UNAUTHORIZED ->
                "The registry did not accept the credentials that Assay has for it."
                        + " An operator can give it others.";
            case PULL_FAILED -> "The registry could not be reached, or broke off. This is tried again.";
            case REGISTRY_NOT_ALLOWED ->
                "This image is in a registry that Assay may not contact."
                        + " An operator can allow it (assay.registries.allowed).";
            case IMAGE_INVALID -> "What the registry delivered is not an image that can be trusted.";
            case IMAGE_TOO_LARGE -> "The image is larger than Assay is allowed to unpack.";
            case NOT_APPLICABLE ->
                "The scanner has nothing to compare an image of this kind with."
                        + " This says nothing about how safe it is.";
            case SCANNER_ERROR -> "The scanner ended without a result that can be trusted. This is tried again.";
            case SCANNER_UNAVAILABLE ->
                "The scanner is not there, does not answer, or lacks what it compares images with."
                        + " An operator can provide it; this is tried again.";
            case DEADLINE_EXCEEDED -> "The scan took longer than allowed and was ended. This is tried again.";
            case REPORT_UNREADABLE -> "What the scanner printed could not be read. This is tried again.";
        };
    }
}
