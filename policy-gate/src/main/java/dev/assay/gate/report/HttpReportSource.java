package dev.assay.gate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.json.ContractJson;
import dev.assay.contract.report.Report;
import dev.assay.gate.config.GateConfig;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reads findings from the scanner adapter's archive over HTTP. Its address is the operator's: the {@code reference} of an
 * annotation is not followed, since anybody who may patch Images can write one.
 */
@ApplicationScoped
@DefaultBean
public class HttpReportSource implements ReportSource {
    private static final Logger LOG = Logger.getLogger(HttpReportSource.class);
    private static final int MAX_REPORT = 64 << 20;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Optional<URI> base;
    private final int most;
    private final Duration limit;
    private final Duration pause;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
    private final ObjectMapper mapper = ContractJson.newMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    HttpReportSource(GateConfig config) {
        this(config.reportsUrl(), MAX_REPORT, LIMIT, PAUSE);
    }

    /** @throws IllegalArgumentException when it isn't an http or https URL with a host */
    public static HttpReportSource at(URI base) {
        return new HttpReportSource(Optional.of(base), MAX_REPORT, LIMIT, PAUSE);
    }

    /**
     * @param most bytes of one report
     * @param limit for one answer as a whole
     * @param pause after an answer that did not come, in which none is asked for
     * @throws IllegalArgumentException when it isn't an http or https URL with a host
     */
    HttpReportSource(Optional<URI> base, int most, Duration limit, Duration pause) {
        this.base = base;
        this.most = most;
        this.limit = limit;
        this.pause = pause;
        base.ifPresent(url -> {
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException("assay.gate.reports-url is '" + url
                        + "': give it the scanner adapter's URL, such as http://scanner-adapter:8080");
            }
        });
    }

    @Override
    public Optional<Report> find(ImageDigest digest, QualityAnnotationKey key) throws ReportUnavailableException {
        return base.isPresent() ? read(address(base.get(), digest, key)) : Optional.empty();
    }

    private Optional<Report> read(URI address) throws ReportUnavailableException {
        if (System.nanoTime() - quietUntil.get() < 0) {
            throw new ReportUnavailableException("not asked: the archive did not answer a moment ago");
        }
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(
                HttpRequest.newBuilder(address).timeout(limit).build(), answer -> new BoundedBody(most));
        try {
            return reportOf(address, sent.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(address, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReportUnavailableException("interrupted");
        } finally {
            sent.cancel(true);
        }
    }

    private Optional<Report> reportOf(URI address, HttpResponse<byte[]> answer) throws ReportUnavailableException {
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
            throw unavailable(address, "status " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            LOG.debugf("there is no report address=%s status=%d", address, answer.statusCode());
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(mapper.readValue(answer.body(), Archived.class))
                    .flatMap(Archived::report);
        } catch (IOException e) {
            LOG.warnf("report can't be read address=%s reason=%s", address, firstLine(e.toString()));
            return Optional.empty();
        }
    }

    /** Nobody waits for an archive that is away once for each image. */
    private ReportUnavailableException unavailable(URI address, String reason) {
        quietUntil.set(System.nanoTime() + pause.toNanos());
        LOG.warnf("report can't be had, it is asked for again address=%s reason=%s", address, firstLine(reason));
        return new ReportUnavailableException(reason);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static URI address(URI base, ImageDigest digest, QualityAnnotationKey key) {
        String text = base.toString();
        String root = text.endsWith("/") ? text : text + "/";
        return URI.create(root + "reports/" + digest + "/" + key.shortForm() + ".json");
    }

    /** The part of the archive's JSON that is wanted here; a failed scan has no report. */
    private record Archived(Optional<Report> report) {}
}
