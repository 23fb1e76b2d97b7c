package dev.assay.gate.admission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the API server asks.
 *
 * @param uid to be repeated in the answer
 * @param resource with its group behind a dot, as in {@code pods} and {@code deployments.apps}
 * @param subresource empty for none
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code CONNECT}
 * @param namespace empty for what is in none
 * @param object as it is to be; missing for a deletion
 * @param oldObject as it is; missing for a creation
 */
record AdmissionRequest(
        String uid,
        String resource,
        String subresource,
        String operation,
        String namespace,
        JsonNode object,
        JsonNode oldObject) {}
