package dev.assay.scanner.openscap.content.intake;

import dev.assay.contract.annotation.QualityType;
import dev.assay.scanner.channel.RolesConfig;
import dev.assay.scanner.openscap.OpenScapConfig;
import dev.assay.scanner.pull.registry.GuardedDownloads;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/** Has content taken in, in processes that scan with it. */
@ApplicationScoped
class FeedSchedule {
    private static final long MIB = 1024L * 1024;

    private final GuardedDownloads http = new GuardedDownloads();
    private final ContentIntake intake;
    private final boolean isHere;

    FeedSchedule(OpenScapConfig config, RolesConfig roles, Clock clock) {
        FeedIntake.Rules rules = new FeedIntake.Rules(
                config.contentMiB() * MIB,
                config.feedsMayShrink(),
                config.workDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
        intake = new ContentIntake(
                config.contentDirectory(),
                Feed.parseAll(config.feeds().orElse(List.of())),
                config.importDirectory(),
                new FeedDownload(http, new BoundedCopy(rules.limit()), config.feedTimeout()),
                rules,
                config.feedsEvery(),
                clock,
                RandomGenerator.getDefault());
        isHere = roles.worker() && config.qualityTypes().contains(QualityType.VULNERABILITY);
    }

    /** So that a setting of no use ends the process at its start. */
    void begin(@Observes StartupEvent event) {
        intake.troubles();
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        if (isHere) {
            intake.look();
        }
    }

    SortedMap<String, String> troubles() {
        return intake.troubles();
    }

    SortedMap<String, String> passedOver() {
        return intake.passedOver();
    }

    @PreDestroy
    void stop() throws IOException {
        http.close();
    }
}
