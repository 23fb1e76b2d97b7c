package dev.assay.scanner.openscap.xccdf;

import java.util.Set;

/**
 * One profile of a data stream.
 *
 * @param rules the ids that it selects by name, beside those of profiles that it extends
 */
record Profile(String id, Set<String> rules) {
    boolean isNamed(String name) {
        return id.equals(name) || id.endsWith("_profile_" + name);
    }

    /** The part that people use. */
    String shortId() {
        int start = id.indexOf("_profile_");
        return start < 0 ? id : id.substring(start + "_profile_".length());
    }
}
