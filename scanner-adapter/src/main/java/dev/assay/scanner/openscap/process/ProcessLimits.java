package dev.assay.scanner.openscap.process;

/**
 * What one run of a program may use; the kernel enforces it (setrlimit(2)).
 *
 * @param memoryMiB address space
 * @param cpuSeconds time on a processor
 * @param fileMiB size of each file that it writes
 */
public record ProcessLimits(long memoryMiB, long cpuSeconds, long fileMiB) {
    /** @throws IllegalArgumentException when one isn't at least 1 */
    public ProcessLimits {
        if (memoryMiB < 1 || cpuSeconds < 1 || fileMiB < 1) {
            throw new IllegalArgumentException("limits of a process are at least 1 each");
        }
    }
}
