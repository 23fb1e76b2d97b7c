package dev.assay.testbed.quickstart;

import dev.assay.testbed.process.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is told when all images have ended. */
final class Report {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Progress progress;
    private final Path policies;

    Report(Progress progress, Path policies) {
        this.progress = progress;
        this.policies = policies;
    }

    void ending(Outcome outcome) {
        progress.plain("");
        outcome.images().forEach(this::ending);
    }

    private void ending(Followed image) {
        progress.plain(
                image.subject().reference() + (image.isAsExpected() ? "" : "   NOT AS EXPECTED" + expectation(image)));
        progress.plain("  " + image.subject().digest());
        image.qualities().forEach((key, quality) -> {
            progress.plain("  " + key.substring(Followed.QUALITY.length()) + ": " + quality.line());
            quality.reference().ifPresent(it -> progress.plain("    " + it));
        });
        progress.plain("  verdict: " + image.verdict().map(VerdictView::word).orElse("none")
                + (image.isDenied() ? ", and " + Followed.DENY + " is set" : ""));
        image.verdict().ifPresent(it -> it.reasons().forEach(line -> progress.plain("    " + line)));
        progress.plain("");
    }

    private static String expectation(Followed image) {
        return image.subject().expected().map(it -> ": expected was " + it).orElse("");
    }

    void missing(Outcome outcome, Duration limit) {
        progress.say("time is up: not all images ended within " + limit.toSeconds() + " s");
        outcome.images().stream()
                .filter(it -> !it.isAsExpected())
                .forEach(it -> progress.say(it.subject().name() + " lacks " + it.whatIsMissing()
                        + it.subject()
                                .expected()
                                .map(wish -> "; expected was " + wish)
                                .orElse("")));
    }

    /** Opens each report's page. @return the outcome, failed if a page doesn't open */
    Outcome checkReferences(Outcome outcome) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        List<String> broken = new ArrayList<>();
        for (Followed image : outcome.images()) {
            image.qualities().values().stream()
                    .flatMap(it -> it.reference().stream())
                    .filter(it -> !opens(http, it))
                    .forEach(it -> broken.add(it.toString()));
        }
        broken.forEach(it -> progress.say("the report does not open: " + it));
        return broken.isEmpty() ? outcome : outcome.withBrokenReports();
    }

    private static boolean opens(HttpClient http, URI page) {
        try {
            HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    void whereToLook(Deployment deployment) {
        progress.plain("Everything stays up until Ctrl-C. Look around:");
        progress.plain("  reports     " + deployment.assay().address()
                + "/reports, and the addresses above, in a browser; those with .json behind them for machines");
        progress.plain("  policies    edit a file in " + policies + ", and see the verdicts change");
        progress.plain("  the cluster export KUBECONFIG=" + deployment.kubeconfig());
        if (Programs.find("kubectl").isPresent()) {
            progress.plain("              kubectl get images");
            progress.plain("              kubectl get image sha256:… -o yaml");
        } else {
            withoutKubectl(deployment);
        }
        progress.plain("  Assay       " + deployment.assay().address() + "/q/health, "
                + deployment.assay().log());
        deployment
                .registry()
                .ifPresent(it -> progress.plain("  registry    push more images to " + it.host() + ", plain HTTP"));
    }

    /** The stand-in's kubeconfig is one line of JSON; of a user's own cluster nobody knows how it wants to be asked. */
    private void withoutKubectl(Deployment deployment) {
        progress.plain("              kubectl is not installed (Debian: apt-get install kubernetes-client)");
        if (deployment.isStandIn()) {
            progress.plain("              of() { sed 's/.*\"'\"$1\"'\":\"\\([^\"]*\\)\".*/\\1/' \"$KUBECONFIG\"; }");
            progress.plain("              curl --cacert <(of certificate-authority-data | base64 -d)"
                    + " -H \"Authorization: Bearer $(of token)\" \"$(of server)/apis/image.openshift.io/v1/images\"");
        }
    }
}
