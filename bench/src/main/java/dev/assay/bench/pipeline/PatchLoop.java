package dev.assay.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bench.ApiAccess;
import dev.assay.bench.ParallelLoop;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The floor: nothing but the patches, as fast as so many threads send them.
 *
 * @param reads whether it asks for each Image first and patches the version it got, as the annotator does where it doesn't
 *     know what the Image says
 */
record PatchLoop(ApiAccess api, int parallelism, boolean reads) {
    /** Bodies first, so that what is timed is requests alone. @return seconds */
    double run(Statements statements) throws IOException {
        List<ObjectNode> bodies = IntStream.range(0, statements.images())
                .mapToObj(it -> body(statements.value(it)))
                .toList();
        List<String> texts = bodies.stream().map(ObjectNode::toString).toList();
        return new ParallelLoop(parallelism).run(statements.images(), it -> {
            String image = statements.digest(it).value();
            api.patch(image, reads ? conditional(bodies.get(it), api.image(image)) : texts.get(it));
        });
    }

    private static String conditional(ObjectNode body, JsonNode image) {
        JsonNode read = image.path("metadata");
        body.withObject("/metadata")
                .put("uid", read.path("uid").asText())
                .put("resourceVersion", read.path("resourceVersion").asText());
        return body.toString();
    }

    private static ObjectNode body(String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").putObject("annotations").put(Statements.annotationKey(), value);
        return body;
    }
}
