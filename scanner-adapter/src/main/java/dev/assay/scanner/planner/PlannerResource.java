package dev.assay.scanner.planner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cluster.ClusterException;
import dev.assay.scanner.intake.Answers;
import dev.assay.scanner.intake.BearerToken;
import dev.assay.scanner.intake.BoundedBody;
import dev.assay.scanner.intake.BoundedJson;
import dev.assay.scanner.intake.UnreadableNotificationException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Where people pause the planner and let it go on: {@code {"paused": true}}. */
@EndpointDisabled(name = "assay.roles.planner", stringValue = "false")
@Path("/planner")
@ApplicationScoped
class PlannerResource {
    static final String SECRET_SETTING = "assay.planner.token";

    private static final Logger LOG = Logger.getLogger(PlannerResource.class);
    private static final int MAX_BODY = 1_024;

    private final BearerToken token;
    private final Duty duty;

    PlannerResource(PlannerConfig config, Duty duty) {
        this.token = new BearerToken(config.token());
        this.duty = duty;
    }

    @GET
    public Response show(@Context HttpHeaders headers) {
        return admitted(headers, this::state);
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    public Response change(@Context HttpHeaders headers, InputStream body) throws IOException {
        Optional<byte[]> content = BoundedBody.read(body, MAX_BODY);
        return admitted(
                headers,
                () -> content.map(this::change)
                        .orElseGet(() -> Answers.error(413, "the body is larger than " + MAX_BODY + " bytes")));
    }

    private Response change(byte[] body) {
        try {
            JsonNode paused = BoundedJson.object(body).path("paused");
            if (!paused.isBoolean()) {
                return Answers.error(400, "'paused' has to be true or false");
            }
            duty.pause(paused.booleanValue());
            return state();
        } catch (UnreadableNotificationException e) {
            return Answers.error(400, e.getMessage() + "; send {\"paused\": true} or {\"paused\": false}");
        } catch (ClusterException e) {
            LOG.warnf(e, "planner could not be paused or resumed");
            return Answers.error(503, "nothing has changed, the other planners can't be told; try again");
        }
    }

    private Response state() {
        return Response.ok(Map.of("paused", duty.isPaused(), "leads", duty.leads()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private Response admitted(HttpHeaders headers, Supplier<Response> answer) {
        return switch (token.admit(headers)) {
            case CLOSED -> Answers.closed(SECRET_SETTING);
            case REFUSED -> Answers.unauthorized();
            case ADMITTED -> answer.get();
        };
    }
}
