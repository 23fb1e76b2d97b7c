package dev.assay.gate.admission;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The webhook's endpoint. An answer that would be a guess is not given: the API server then does what the webhook's
 * {@code failurePolicy} says.
 */
@Path("/admission")
class AdmissionResource {
    private final AdmissionDesk desk;

    AdmissionResource(AdmissionDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response review(byte[] body) {
        if (!desk.isEnabled()) {
            return plain(Response.Status.NOT_FOUND, "the admission webhook is off (assay.gate.admission.enabled)");
        }
        if (!desk.isReady()) {
            return plain(Response.Status.SERVICE_UNAVAILABLE, "the cluster's Images and Pods are not known yet");
        }
        try {
            AdmissionRequest request = AdmissionReviewJson.read(body);
            return Response.ok(AdmissionReviewJson.write(request.uid(), desk.answer(request)))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (UnreadableReviewException e) {
            return plain(Response.Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Response plain(Response.Status status, String message) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(message + "\n")
                .build();
    }
}
