package dev.assay.scanner;

import dev.assay.scanner.archive.ArchiveConfig;
import dev.assay.scanner.channel.RolesConfig;
import dev.assay.scanner.intake.IntakeConfig;
import dev.assay.scanner.openscap.OpenScapConfig;
import dev.assay.scanner.planner.PlannerConfig;
import dev.assay.scanner.pull.PullConfig;
import dev.assay.scanner.worker.WorkerConfig;
import io.smallrye.config.ConfigMapping;

/**
 * All settings of the scanner adapter. Each part sees its own group only. A name below {@code assay} that nothing here
 * stands for ends the process at its start, so that a misspelt setting is not one that silently does nothing.
 */
@ConfigMapping(prefix = "assay")
interface ScannerAdapterConfig {
    RolesConfig roles();

    PullConfig registries();

    IntakeConfig intake();

    PlannerConfig planner();

    WorkerConfig worker();

    OpenScapConfig openscap();

    ArchiveConfig archive();
}
