package dev.assay.gate.reconcile;

import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSet;
import dev.assay.gate.policy.WaiverSource;
import java.util.List;
import java.util.Optional;

/** The exceptions, put in order once after each change. Thread-safe. */
final class WaiverBook {
    private final WaiverSource source;
    private final Optional<String> platform;
    private volatile Ordered last = new Ordered(List.of(), WaiverSet.NONE);

    /** @param platform the namespace whose exceptions hold everywhere */
    WaiverBook(WaiverSource source, Optional<String> platform) {
        this.source = source;
        this.platform = platform;
    }

    /** Empty until it is known which there are: what an exception holds open would be shut until then. */
    Optional<WaiverSet> waivers() {
        return source.waivers().map(this::ordered);
    }

    void onChange(Runnable listener) {
        source.onChange(listener);
    }

    private WaiverSet ordered(List<Waiver> all) {
        Ordered known = last;
        if (!known.all.equals(all)) {
            known = new Ordered(all, WaiverSet.of(all, platform));
            last = known;
        }
        return known.set;
    }

    private record Ordered(List<Waiver> all, WaiverSet set) {}
}
