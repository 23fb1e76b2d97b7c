package dev.assay.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the cluster's Images are read. Where the cluster is and who we are there: {@code quarkus.kubernetes-client.*}. */
@ConfigMapping(prefix = "assay.cluster")
interface ClusterConfig {
    /**
     * Images per page of a list, 1 to 5,000. A page is held in memory while it is parsed, and an Image can be 100 KiB:
     * larger pages list faster, smaller ones need less memory.
     */
    @WithDefault("500")
    long pageSize();
}
