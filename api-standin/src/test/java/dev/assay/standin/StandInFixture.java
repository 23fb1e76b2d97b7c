package dev.assay.standin;

import dev.assay.standin.conformance.Answer;
import dev.assay.standin.conformance.ApiClient;
import java.net.http.HttpClient;
import java.util.List;

/** A stand-in of a test's own, with its client and some Images. */
final class StandInFixture implements AutoCloseable {
    static final String IMAGES = "/apis/image.openshift.io/v1/images";
    private final ApiServerStandIn standIn;
    private final ApiClient client;

    StandInFixture(StandInOptions options) {
        standIn = ApiServerStandIn.start(options);
        client = new ApiClient(standIn.address(), standIn.token(), HttpClient.newHttpClient());
    }

    ApiServerStandIn standIn() {
        return standIn;
    }

    ApiClient api() {
        return client;
    }

    Answer createImage(String name) {
        return client.post(IMAGES, """
                {"apiVersion":"image.openshift.io/v1","kind":"Image","metadata":{"name":"%s"},
                 "dockerImageReference":"registry.example.com/app@%s"}
                """.formatted(name, name));
    }

    Answer annotate(String name, String value) {
        return client.patch(
                IMAGES + "/" + name, "{\"metadata\":{\"annotations\":{\"example.com/a\":\"" + value + "\"}}}");
    }

    void createImages(String... names) {
        List.of(names).forEach(this::createImage);
    }

    @Override
    public void close() {
        standIn.close();
    }
}
