package dev.assay.gate.reconcile;

import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exceptions as a test sets them; there are none at first. */
final class FakeWaivers implements WaiverSource {
    private final List<Runnable> listeners = new ArrayList<>();
    private Optional<List<Waiver>> waivers = Optional.of(List.of());

    void set(Waiver... all) {
        waivers = Optional.of(List.of(all));
        listeners.forEach(Runnable::run);
    }

    /** Nothing is known of them yet. */
    void hide() {
        waivers = Optional.empty();
    }

    @Override
    public Optional<List<Waiver>> waivers() {
        return waivers;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
