package dev.assay.annotator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** It is always a quarter past noon, and what is counted can be read. */
final class TestBeans {
    private TestBeans() {}

    @Produces
    @Singleton
    static MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.fixed(Samples.NOON.plusSeconds(900), ZoneOffset.UTC);
    }
}
