package dev.assay.standin.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The object after a write, or as it would be after one.
 *
 * @param warnings for the client's Warning headers
 */
public record Written(ObjectNode object, List<String> warnings) {
    public Written {
        warnings = List.copyOf(warnings);
    }
}
