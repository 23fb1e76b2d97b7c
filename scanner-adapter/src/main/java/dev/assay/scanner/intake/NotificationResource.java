package dev.assay.scanner.intake;

import io.quarkus.arc.All;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The endpoint of all kinds of registries.
 *
 * <p>What an admitted sender sends is answered with 202 even when all of it is dropped, unreadable or too large. Registries
 * send again whatever they get another answer to, one after the other: one event that will never be accepted would keep all
 * later ones from coming. Only when the planner is behind is it worth sending again, and the answer is 503.
 */
@EndpointDisabled(name = "assay.roles.intake", stringValue = "false")
@Path("/intake/{kind}")
class NotificationResource {
    private static final Logger LOG = Logger.getLogger(NotificationResource.class);

    private final Map<String, RegistryNotification> kinds;
    private final Intake intake;
    private final long maxBody;

    NotificationResource(@All List<RegistryNotification> kinds, Intake intake, IntakeConfig config) {
        this.kinds =
                kinds.stream().collect(Collectors.toUnmodifiableMap(RegistryNotification::kind, Function.identity()));
        this.intake = intake;
        this.maxBody = config.maxBody().asLongValue();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response receive(@PathParam("kind") String kind, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        RegistryNotification notification = kinds.get(kind);
        if (notification == null) {
            return Answers.error(
                    404,
                    "there is no such endpoint; registries of these kinds are known: "
                            + String.join(", ", kinds.keySet().stream().sorted().toList()));
        }
        Optional<byte[]> content = BoundedBody.read(body, maxBody);
        return switch (notification.admit(headers, content.orElse(new byte[0]))) {
            case CLOSED -> Answers.closed(notification.secretSetting());
            case REFUSED -> Answers.unauthorized();
            case ADMITTED ->
                content.map(it -> take(notification, it))
                        .orElseGet(
                                () -> dropped(kind, "it is larger than " + maxBody + " bytes (assay.intake.max-body)"));
        };
    }

    private Response take(RegistryNotification notification, byte[] body) {
        try {
            RegistryNotification.Notification read = notification.read(body);
            Receipt receipt = intake.take(read.pushes(), read.ignored());
            LOG.debugf("notification taken kind=%s receipt=%s", notification.kind(), receipt);
            return receipt.refused() > 0 ? Answers.behind() : Answers.accepted(receipt);
        } catch (UnreadableNotificationException e) {
            return dropped(notification.kind(), String.valueOf(e.getMessage()));
        }
    }

    private Response dropped(String kind, String reason) {
        intake.dropWhole();
        LOG.warnf("notification dropped kind=%s reason=%s", kind, reason);
        return Answers.accepted(Map.of("accepted", 0, "dropped", reason));
    }
}
