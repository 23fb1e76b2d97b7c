package dev.assay.scanner.pull.layer;

/** The bytes of a regular file: where in which layer they are, and where they were put, once they were. */
final class Content {
    private static final long NOWHERE = -1;

    private final int layer;
    private final int member;
    private final long size;
    private long offset = NOWHERE;

    /** @param member which entry of the layer it is, counted from 0 */
    Content(int layer, int member, long size) {
        this.layer = layer;
        this.member = member;
        this.size = size;
    }

    int layer() {
        return layer;
    }

    int member() {
        return member;
    }

    long size() {
        return size;
    }

    boolean isSpooled() {
        return offset != NOWHERE;
    }

    /** In the {@link Spool}. */
    long offset() {
        return offset;
    }

    void spooledAt(long where) {
        offset = where;
    }
}
