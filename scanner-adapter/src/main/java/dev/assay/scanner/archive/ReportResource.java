package dev.assay.scanner.archive;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/** Shows reports to people, and hands them to programs. Open to everybody who reaches this process, and read-only. */
@Path("/reports")
class ReportResource {
    private static final String JSON = ".json";
    private static final String NOTHING_FOREIGN =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Archive archive;
    private final RecentReports recent;
    private final ArchiveFormat format = new ArchiveFormat();

    ReportResource(Archive archive, RecentReports recent) {
        this.archive = archive;
        this.recent = recent;
    }

    @GET
    public Response list() {
        return html(
                200,
                Pages.list(recent.latest(RecentFiles.KEPT).stream()
                        .map(ListedReport::of)
                        .toList()));
    }

    /** @param name {@code <type>.<provider>}, and {@code .json} behind it for programs */
    @GET
    @Path("/{digest}/{name}")
    public Response report(@PathParam("digest") String digest, @PathParam("name") String name) {
        return name.endsWith(JSON)
                ? asJson(digest, name.substring(0, name.length() - JSON.length()))
                : asPage(digest, name);
    }

    private Response asPage(String digest, String key) {
        return find(digest, key)
                .map(scan -> html(200, Pages.report(ReportView.of(scan))))
                .orElseGet(() -> html(404, Pages.missing(digest + "/" + key)));
    }

    private Response asJson(String digest, String key) {
        return find(digest, key)
                .map(scan -> json(200, format.write(scan)))
                .orElseGet(() -> json(404, Map.of("error", missing(digest, key))));
    }

    private Optional<ArchivedScan> find(String digest, String key) {
        return ImageDigest.parse(digest)
                .flatMap(image -> QualityAnnotationKey.parseShort(key).flatMap(it -> archive.find(image, it)));
    }

    private static String missing(String digest, String key) {
        return "There is no report " + key + " of " + digest
                + ": the image was not scanned for it, or this is not an image's digest and <type>.<provider>";
    }

    private static Response html(int status, TemplateInstance page) {
        return secured(
                Response.status(status).entity(page.render()).type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")));
    }

    private static Response json(int status, Object body) {
        return secured(Response.status(status).entity(body).type(MediaType.APPLICATION_JSON_TYPE));
    }

    private static Response secured(Response.ResponseBuilder builder) {
        return builder.header("Content-Security-Policy", NOTHING_FOREIGN)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
