package dev.assay.bench.scan;

/**
 * What it took.
 *
 * @param wall in seconds
 * @param cpu processor seconds
 * @param peakMiB the most memory of the largest process
 */
record Cost(double wall, double cpu, double peakMiB) {
    /** Of each, where it was done for so many at once. */
    Cost perOneOf(int number) {
        return new Cost(wall / number, cpu / number, peakMiB);
    }
}
