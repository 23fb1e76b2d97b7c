package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** A note in the form of an Event (v1). The same note has the same name, so that the API server finds repetitions. */
final class ImageEventObject {
    /** Where Events on what is in no namespace belong. */
    static final String NAMESPACE = "default";

    /** The API server's own bound of an Event's message, in bytes. */
    static final int MAX_MESSAGE_BYTES = 1_024;

    private ImageEventObject() {}

    static String name(ImageNote note) {
        String same = note.image().uid() + "\n" + note.topic() + "\n" + note.reason();
        return "assay-" + HexFormat.of().formatHex(sha256(same), 0, 16);
    }

    static Event first(ImageNote note) {
        String time = time(note);
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(note))
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withType("Warning")
                .withReason(note.reason())
                .withMessage(bounded(note.text()))
                .withNewInvolvedObject()
                .withApiVersion("image.openshift.io/v1")
                .withKind("Image")
                .withName(note.image().digest().value())
                .withUid(note.image().uid())
                .endInvolvedObject()
                .withNewSource()
                .withComponent("assay")
                .endSource()
                .withReportingComponent("assay.dev/planner")
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .build();
    }

    /** Whether it says just this, and of that time: then it is the same note, sent twice. */
    static boolean isSameNote(Event before, ImageNote note) {
        return bounded(note.text()).equals(before.getMessage()) && time(note).equals(before.getLastTimestamp());
    }

    static Event again(Event before, ImageNote note) {
        return new EventBuilder(before)
                .withMessage(bounded(note.text()))
                .withLastTimestamp(time(note))
                .withCount(Optional.ofNullable(before.getCount()).orElse(1) + 1)
                .build();
    }

    private static String time(ImageNote note) {
        return note.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String bounded(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= MAX_MESSAGE_BYTES) {
            return text;
        }
        StringBuilder fitting = new StringBuilder();
        int bytes = "…".getBytes(StandardCharsets.UTF_8).length;
        for (int codePoint : text.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_MESSAGE_BYTES) {
                break;
            }
            fitting.append(character);
        }
        return fitting.append('…').toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
