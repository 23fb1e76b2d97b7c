package dev.assay.scanner;

import dev.assay.scanner.archive.ArchiveConfig;
import dev.assay.scanner.channel.RolesConfig;
import dev.assay.scanner.intake.IntakeConfig;
import dev.assay.scanner.openscap.OpenScapConfig;
import dev.assay.scanner.planner.PlannerConfig;
import dev.assay.scanner.pull.PullConfig;
import dev.assay.scanner.worker.WorkerConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands each part its group of the settings, so that no part knows those of another. */
@Singleton
class ScannerAdapterGroups {
    private final ScannerAdapterConfig config;

    ScannerAdapterGroups(ScannerAdapterConfig config) {
        this.config = config;
    }

    @Produces
    RolesConfig roles() {
        return config.roles();
    }

    @Produces
    PullConfig registries() {
        return config.registries();
    }

    @Produces
    IntakeConfig intake() {
        return config.intake();
    }

    @Produces
    PlannerConfig planner() {
        return config.planner();
    }

    @Produces
    WorkerConfig worker() {
        return config.worker();
    }

    @Produces
    OpenScapConfig openscap() {
        return config.openscap();
    }

    @Produces
    ArchiveConfig archive() {
        return config.archive();
    }
}
