package dev.assay.gate.policy;

import java.util.List;
import java.util.Optional;

/** Where exceptions come from. Thread-safe. */
public interface WaiverSource {
    /** All of them, those that have ended too. Empty until it is known which there are. */
    Optional<List<Waiver>> waivers();

    /** Calls {@code listener} after each change of {@link #waivers()}, on any thread; it must return at once. */
    void onChange(Runnable listener);
}
