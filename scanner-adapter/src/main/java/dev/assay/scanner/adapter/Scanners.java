package dev.assay.scanner.adapter;

import dev.assay.contract.scan.AdapterName;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scanners of this process, by name. */
@ApplicationScoped
public class Scanners {
    private final Map<AdapterName, Scanner> byName = new TreeMap<>();

    /** @throws IllegalStateException when two have the same name */
    @Inject
    public Scanners(@All List<Scanner> scanners) {
        for (Scanner scanner : scanners) {
            AdapterName name = scanner.adapter();
            Scanner other = byName.put(name, scanner);
            if (other != null) {
                throw new IllegalStateException("two scanner adapters are called " + name + ": " + other + " and "
                        + scanner + "; give one of them another name");
            }
        }
    }

    public Optional<Scanner> find(AdapterName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of their names. */
    public Collection<Scanner> all() {
        return List.copyOf(byName.values());
    }
}
