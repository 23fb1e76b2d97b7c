package dev.assay.standin.type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is served now. Changes when custom resource definitions come and go. */
public final class ResourceTypes {
    private final List<ResourceType> types = new ArrayList<>(BuiltIns.all());

    /** All of them, built-in ones first. */
    public List<ResourceType> all() {
        return List.copyOf(types);
    }

    public Optional<ResourceType> find(String group, String version, String plural) {
        return types.stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.plural().equals(plural))
                .findFirst();
    }

    /** The built-in type of that resource, whose existence the caller is sure of. */
    public ResourceType builtIn(String resource) {
        return types.stream()
                .filter(type -> type.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The stand-in serves no " + resource));
    }

    /** Serves these in place of what was served for the same resource. */
    public void serve(String resource, Collection<ResourceType> served) {
        withdraw(resource);
        types.addAll(served);
    }

    public void withdraw(String resource) {
        types.removeIf(type -> type.resource().equals(resource) && !type.builtIn());
    }
}
