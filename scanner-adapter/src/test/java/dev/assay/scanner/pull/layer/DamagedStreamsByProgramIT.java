package dev.assay.scanner.pull.layer;

/** The same, inflated by a program. */
class DamagedStreamsByProgramIT extends DamagedStreamsTest {
    @Override
    LayerTools tools() {
        return RealGzip.always();
    }
}
