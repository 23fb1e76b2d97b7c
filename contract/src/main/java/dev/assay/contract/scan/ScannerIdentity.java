package dev.assay.contract.scan;

/**
 * Who looked, and with what knowledge. With an image's digest it identifies a scan: the same scanner at the same version
 * with the same content says the same about the same bytes.
 *
 * @param adapterVersion the version of the scanner behind the adapter
 * @param contentVersion changes whenever the feeds or rules change; opaque
 */
public record ScannerIdentity(AdapterName adapter, String adapterVersion, String contentVersion) {}
