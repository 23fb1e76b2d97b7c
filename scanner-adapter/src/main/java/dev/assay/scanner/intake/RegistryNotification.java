package dev.assay.scanner.intake;

import dev.assay.contract.event.ImageEvent;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** How one kind of registry says that an image was pushed. Implementations are CDI beans and thread-safe. */
interface RegistryNotification {
    /** The last part of the endpoint's path, {@code /intake/<kind>}. */
    String kind();

    /**
     * Compares secrets in constant time.
     *
     * @param body for senders that sign it; empty when it was too large to be read
     */
    Admission admit(HttpHeaders headers, byte[] body);

    /** Whether there is a secret, without which nobody is admitted. */
    boolean isOpen();

    /** The setting that opens the endpoint. */
    String secretSetting();

    /**
     * Reads a body that somebody admitted has sent, and that may still hold anything.
     *
     * @throws UnreadableNotificationException when it is no notification of this kind at all
     */
    Notification read(byte[] body) throws UnreadableNotificationException;

    /**
     * What a body says.
     *
     * @param pushes in their order; not yet checked against the allowed registries
     * @param ignored how many more events there were: of other things, or unreadable
     */
    record Notification(List<ImageEvent> pushes, int ignored) {
        public Notification {
            pushes = List.copyOf(pushes);
        }
    }
}
