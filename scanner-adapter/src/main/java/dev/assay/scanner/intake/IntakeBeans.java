package dev.assay.scanner.intake;

import dev.assay.scanner.channel.RolesConfig;
import dev.assay.scanner.pull.AllowedRegistries;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the intake together, and says at start what of it is open. */
@ApplicationScoped
class IntakeBeans {
    private static final Logger LOG = Logger.getLogger(IntakeBeans.class);

    @Produces
    @Singleton
    Intake intake(IntakeConfig config, AllowedRegistries allowed, ImageEvents events, MeterRegistry meters) {
        return new Intake(allowed, events::pass, new IntakeCounters(meters), config.repeats(), config.patience());
    }

    void announce(
            @Observes StartupEvent event,
            @All List<RegistryNotification> kinds,
            ManualIntakeResource manual,
            RolesConfig roles) {
        if (!roles.intake()) {
            return;
        }
        for (RegistryNotification kind : kinds) {
            announce(kind.kind(), kind.isOpen(), kind.secretSetting());
        }
        announce("images", manual.isOpen(), ManualIntakeResource.SECRET_SETTING);
    }

    private static void announce(String path, boolean open, String setting) {
        if (open) {
            LOG.infof("intake is open path=/intake/%s", path);
        } else {
            LOG.infof("intake is closed, set %s to a secret of your choice to open it path=/intake/%s", setting, path);
        }
    }
}
