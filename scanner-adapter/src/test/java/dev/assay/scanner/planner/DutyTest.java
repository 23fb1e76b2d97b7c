package dev.assay.scanner.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cluster.Candidacy;
import dev.assay.cluster.ClusterException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DutyTest {
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<String, String> lease = new HashMap<>();

    @Test
    void shouldActAloneUnlessPaused() {
        // Given
        Duty duty = new Duty(false, Optional.empty(), changes::incrementAndGet);
        duty.start();
        assertThat(duty.acts()).isTrue();

        // When
        duty.pause(true);

        // Then
        assertThat(duty.acts()).isFalse();

        // When
        duty.pause(true);
        duty.pause(false);

        // Then
        assertThat(duty.acts()).isTrue();
        assertThat(changes).hasValue(2);
    }

    @Test
    void shouldStartPausedWhereThatIsConfigured() {
        // Given
        Duty duty = new Duty(true, Optional.empty(), changes::incrementAndGet);
        duty.start();

        // Then
        assertThat(duty.acts()).isFalse();
    }

    @Test
    void shouldActOnlyWhileItLeads() {
        // Given
        Scripted candidate = new Scripted();
        Duty duty = candidate.duty(false);
        assertThat(duty.acts()).isFalse();
        duty.start();
        assertThat(duty.acts()).isFalse();

        // When
        candidate.leads(true);

        // Then
        assertThat(duty.acts()).isTrue();
        assertThat(changes).hasValue(1);

        // When
        candidate.leads(false);

        // Then
        assertThat(duty.acts()).isFalse();
    }

    @Test
    void shouldSharePausesWithTheOthersAndTakeThemOver() {
        // Given
        Scripted one = new Scripted();
        Scripted other = new Scripted();
        Duty first = one.duty(false);
        first.start();
        one.leads(true);

        // When
        first.pause(true);

        // Then
        assertThat(first.acts()).isFalse();

        // When
        Duty second = other.duty(false);
        second.start();
        other.leads(true);

        // Then
        assertThat(second.acts()).isFalse();

        // When
        second.pause(false);

        // Then
        assertThat(second.acts()).isTrue();
    }

    @Test
    void shouldGoOnWhatSomebodySaidRatherThanOnTheConfiguration() {
        // Given
        Scripted candidate = new Scripted();
        Duty duty = candidate.duty(true);
        duty.start();
        candidate.leads(true);
        assertThat(duty.acts()).isFalse();

        // When
        duty.pause(false);

        // Then
        assertThat(duty.acts()).isTrue();
    }

    @Test
    void shouldChangeNothingWhenTheOthersCannotBeTold() {
        // Given
        Scripted candidate = new Scripted();
        Duty duty = candidate.duty(false);
        duty.start();
        candidate.leads(true);
        candidate.isAway = true;

        // Then
        assertThatThrownBy(() -> duty.pause(true)).isInstanceOf(ClusterException.class);
        assertThat(duty.acts()).isTrue();
    }

    @Test
    void shouldGiveTheLeadBackAtTheEnd() {
        // Given
        Scripted candidate = new Scripted();
        Duty duty = candidate.duty(false);
        duty.start();
        candidate.leads(true);

        // When
        duty.close();

        // Then
        assertThat(duty.acts()).isFalse();
    }

    /** A candidate whom the test makes a leader. All of one test share a Lease. */
    private final class Scripted implements Candidacy {
        private boolean leads;
        private boolean isAway;
        private Runnable onChange = () -> {};

        Duty duty(boolean paused) {
            return new Duty(
                    paused,
                    Optional.of(changed -> {
                        onChange = changed;
                        return this;
                    }),
                    changes::incrementAndGet);
        }

        void leads(boolean now) {
            leads = now;
            onChange.run();
        }

        @Override
        public boolean leads() {
            return leads;
        }

        @Override
        public Optional<String> note(String annotation) {
            return Optional.ofNullable(lease.get(annotation));
        }

        @Override
        public void note(String annotation, String value) {
            if (isAway) {
                throw new ClusterException("no answer", new IllegalStateException());
            }
            lease.put(annotation, value);
        }

        @Override
        public void close() {
            leads(false);
        }
    }
}
