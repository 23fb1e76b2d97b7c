package dev.assay.scanner.planner;

import dev.assay.contract.scan.AdapterName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Whether a request may leave now, and when it is worth asking again. For one thread. */
final class Throttle {
    private final BooleanSupplier acts;
    private final Instant patientUntil;
    private final RateLimits rates;
    private final Clock clock;

    /**
     * @param acts whether this planner sends at all
     * @param patientUntil before it, only what somebody waits for is sent
     */
    Throttle(BooleanSupplier acts, Instant patientUntil, RateLimits rates, Clock clock) {
        this.acts = acts;
        this.patientUntil = patientUntil;
        this.rates = rates;
        this.clock = clock;
    }

    boolean isOpen() {
        return acts.getAsBoolean();
    }

    /** How long such a request has to wait; zero when it may leave now. */
    Duration pause(AdapterName adapter, Urgency urgency, String registry) {
        Duration byStart = urgency == Urgency.ASKED_FOR ? Duration.ZERO : untilPatienceEnds();
        Duration byRates = rates.pause(adapter, registry);
        return byStart.compareTo(byRates) > 0 ? byStart : byRates;
    }

    void sent(AdapterName adapter, String registry) {
        rates.spend(adapter, registry);
    }

    private Duration untilPatienceEnds() {
        Instant now = clock.instant();
        return now.isBefore(patientUntil) ? Duration.between(now, patientUntil) : Duration.ZERO;
    }
}
