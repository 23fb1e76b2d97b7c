package dev.assay.gate.reconcile;

import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.DenialLimit;
import dev.assay.gate.policy.Policy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * A cap on the images that one policy denies anew within an hour. A policy that reaches it is tripped: what it denies stays denied, and
 * further images it only warns of, until somebody changes the policy, or the gate starts anew. Thread-safe.
 */
@Singleton
class DenialCap implements DenialLimit {
    private static final Logger LOG = Logger.getLogger(DenialCap.class);
    private static final Duration WINDOW = Duration.ofHours(1);

    private final int most;
    private final Map<String, Course> courses = new HashMap<>();

    @Inject
    DenialCap(GateConfig config) {
        this(config.denialsPerHour());
    }

    /** @param most 0 for no cap */
    DenialCap(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("assay.gate.denials-per-hour is a number from 0 on, not " + most);
        }
        this.most = most;
    }

    @Override
    public synchronized boolean admits(Policy policy, ImageDigest image, Instant now) {
        if (most == 0) {
            return true;
        }
        Course course = courses.get(policy.name());
        if (course == null || !course.policy.equals(policy)) {
            course = new Course(policy);
            courses.put(policy.name(), course);
        }
        return admits(course, image, now);
    }

    /** The names of policies that deny nothing new. */
    synchronized Set<String> tripped() {
        Set<String> tripped = new TreeSet<>();
        courses.forEach((name, course) -> {
            if (course.isTripped) {
                tripped.add(name);
            }
        });
        return tripped;
    }

    private boolean admits(Course course, ImageDigest image, Instant now) {
        if (course.denied.containsKey(image)) {
            return true;
        }
        if (!course.isTripped) {
            course.denied.values().removeIf(it -> !it.isAfter(now.minus(WINDOW)));
            course.isTripped = course.denied.size() >= most;
            if (course.isTripped) {
                LOG.errorf(
                        "policy tripped, it denies nothing new policy=%s denials=%d setting=assay.gate.denials-per-hour"
                                + " advice=%s",
                        course.policy.name(), most, "look at its verdicts; change the policy to set it going again");
            }
        }
        if (course.isTripped) {
            return false;
        }
        course.denied.put(image, now);
        return true;
    }

    /** Of one version of a policy. */
    private static final class Course {
        private final Policy policy;
        /** Images that it denied anew, and when; no more than the cap. */
        private final Map<ImageDigest, Instant> denied = new HashMap<>();

        private boolean isTripped;

        Course(Policy policy) {
            this.policy = policy;
        }
    }
}
