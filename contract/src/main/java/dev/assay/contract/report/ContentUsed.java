package dev.assay.contract.report;

/** What the image was compared with: a feed or a set of rules, by file name, and its version or digest. */
public record ContentUsed(String name, String version) {}
