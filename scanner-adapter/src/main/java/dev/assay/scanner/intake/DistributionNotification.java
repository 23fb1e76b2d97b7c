package dev.assay.scanner.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The CNCF distribution registry's notifications: an object whose {@code events} is a list, each with an {@code action}
 * and a {@code target} (its documentation, "Work with notifications"). Only pushes of manifests and indexes count: layers
 * and configurations are pushed too, and a scanner's own pulls come back as events.
 */
@ApplicationScoped
class DistributionNotification implements RegistryNotification {
    private static final Set<String> MANIFESTS = Set.of(
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final BearerToken token;
    private final Optional<String> host;
    private final int maxEvents;
    private final Clock clock;

    @Inject
    DistributionNotification(IntakeConfig config, Clock clock) {
        this(config.distribution().token(), config.distribution().host(), config.maxEvents(), clock);
    }

    DistributionNotification(Optional<String> token, Optional<String> host, int maxEvents, Clock clock) {
        this.token = new BearerToken(token);
        this.host = host.filter(it -> !it.isBlank());
        this.maxEvents = maxEvents;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "distribution";
    }

    @Override
    public Admission admit(HttpHeaders headers, byte[] body) {
        return token.admit(headers);
    }

    @Override
    public boolean isOpen() {
        return token.isSet();
    }

    @Override
    public String secretSetting() {
        return "assay.intake.distribution.token";
    }

    @Override
    public Notification read(byte[] body) throws UnreadableNotificationException {
        JsonNode events = BoundedJson.object(body).path("events");
        if (!events.isArray()) {
            throw new UnreadableNotificationException("'events' is not a list");
        }
        List<ImageEvent> pushes = new ArrayList<>();
        for (int i = 0; i < Math.min(events.size(), maxEvents); i++) {
            push(events.get(i)).ifPresent(pushes::add);
        }
        return new Notification(pushes, events.size() - pushes.size());
    }

    private Optional<ImageEvent> push(JsonNode event) {
        boolean isPush =
                BoundedJson.text(event, "/action").filter("push"::equals).isPresent();
        boolean isImage = BoundedJson.text(event, "/target/mediaType")
                .filter(MANIFESTS::contains)
                .isPresent();
        return isPush && isImage ? reference(event).map(it -> pushed(it, event)) : Optional.empty();
    }

    private ImageEvent pushed(ImageReference reference, JsonNode event) {
        Instant occurredAt = BoundedJson.text(event, "/timestamp")
                .flatMap(DistributionNotification::time)
                .orElseGet(clock::instant);
        return new ImageEvent(ImageEvent.Cause.PUSHED, reference, occurredAt, reference.registry());
    }

    private Optional<ImageReference> reference(JsonNode event) {
        Optional<String> registry = host.or(() -> BoundedJson.text(event, "/request/host"))
                .filter(it -> !it.isEmpty())
                .or(() -> BoundedJson.text(event, "/target/url").flatMap(DistributionNotification::authority));
        Optional<String> repository = BoundedJson.text(event, "/target/repository");
        Optional<ImageDigest> digest = BoundedJson.text(event, "/target/digest").flatMap(ImageDigest::parse);
        if (registry.isEmpty() || repository.isEmpty() || digest.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageReference(registry.get(), repository.get(), Optional.empty(), digest));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> authority(String url) {
        try {
            return Optional.ofNullable(new URI(url).getRawAuthority());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
