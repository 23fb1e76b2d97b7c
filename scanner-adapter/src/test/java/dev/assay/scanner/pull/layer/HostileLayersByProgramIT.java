package dev.assay.scanner.pull.layer;

/** The same, inflated by a program. */
class HostileLayersByProgramIT extends HostileLayersTest {
    @Override
    LayerTools tools() {
        return RealGzip.always();
    }
}
