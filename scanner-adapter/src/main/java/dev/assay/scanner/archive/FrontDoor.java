package dev.assay.scanner.archive;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads whoever opens this process in a browser to the reports. */
@Path("/")
class FrontDoor {
    @GET
    public Response enter() {
        return Response.seeOther(URI.create("/reports")).build();
    }
}
