package dev.assay.scanner.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageReference;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where people ask that an image be looked at: {@code {"reference": "…", "rescan": true}}. */
@EndpointDisabled(name = "assay.roles.intake", stringValue = "false")
@Path("/intake/images")
@ApplicationScoped
class ManualIntakeResource {
    static final String SECRET_SETTING = "assay.intake.manual.token";
    /** A misspelt wish is told, and not passed over. */
    private static final Set<String> FIELDS = Set.of("reference", "rescan");

    private final BearerToken token;
    private final Intake intake;
    private final long maxBody;
    private final Clock clock;

    ManualIntakeResource(IntakeConfig config, Intake intake, Clock clock) {
        this.token = new BearerToken(config.manual().token());
        this.intake = intake;
        this.maxBody = config.maxBody().asLongValue();
        this.clock = clock;
    }

    boolean isOpen() {
        return token.isSet();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response ask(@Context HttpHeaders headers, InputStream body) throws IOException {
        return switch (token.admit(headers)) {
            case CLOSED -> Answers.closed(SECRET_SETTING);
            case REFUSED -> Answers.unauthorized();
            case ADMITTED -> ask(BoundedBody.read(body, maxBody));
        };
    }

    private Response ask(Optional<byte[]> body) {
        if (body.isEmpty()) {
            return Answers.error(413, "the body is larger than " + maxBody + " bytes");
        }
        try {
            return ask(BoundedJson.object(body.get()));
        } catch (UnreadableNotificationException e) {
            return Answers.error(400, e.getMessage() + "; send {\"reference\": \"<image>\"}");
        } catch (IllegalArgumentException e) {
            return Answers.error(400, String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> names(JsonNode wish) {
        Set<String> names = new HashSet<>();
        wish.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Response ask(JsonNode wish) {
        if (!FIELDS.containsAll(names(wish))) {
            return Answers.error(400, "there are 'reference' and 'rescan', and no other fields");
        }
        JsonNode rescan = wish.path("rescan");
        Optional<String> text = BoundedJson.text(wish, "/reference");
        if (text.isEmpty() || !(rescan.isMissingNode() || rescan.isBoolean())) {
            return Answers.error(400, "'reference' has to be the name of an image, and 'rescan' true or false");
        }
        ImageReference reference = ImageReference.parse(text.get());
        if (!intake.allows(reference)) {
            return Answers.error(422, "the registry " + reference.registry() + " is not in assay.registries.allowed");
        }
        // Without a wish for a fresh look this is no more than a hint, as a push is.
        ImageEvent.Cause cause = rescan.asBoolean(true) ? ImageEvent.Cause.RESCAN_REQUESTED : ImageEvent.Cause.PUSHED;
        Receipt receipt = intake.take(List.of(new ImageEvent(cause, reference, clock.instant(), "people")), 0);
        return receipt.refused() > 0
                ? Answers.behind()
                : Answers.accepted(Map.of("reference", reference.toString(), "accepted", receipt.accepted()));
    }
}
