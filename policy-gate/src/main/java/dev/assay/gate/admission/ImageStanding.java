package dev.assay.gate.admission;

import dev.assay.contract.image.ImageDigest;
import java.util.Optional;

/** What is known here of an image that is about to run. */
sealed interface ImageStanding {
    /** Its Image says {@code deny-execution}, or that of the index it belongs to, or that of a platform it stands for. */
    record Denied(ImageDigest digest, String why) implements ImageStanding {}

    /** It is denied, and may run here: exceptions of the namespace take out of account what it is denied for. */
    record Excepted(ImageDigest digest, String why) implements ImageStanding {}

    /** It may run, and its verdict says something that people should know. */
    record Doubtful(ImageDigest digest, String why) implements ImageStanding {}

    /** Nothing speaks against it. */
    record Fine() implements ImageStanding {}

    /** Nobody can tell which image it is, or the cluster has no Image of it. */
    record Unknown(String why) implements ImageStanding {}

    default Optional<String> denial() {
        return this instanceof Denied it ? Optional.of(it.why()) : Optional.empty();
    }
}
