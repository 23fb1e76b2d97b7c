package dev.assay.standin.type;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an object of a resource may be called. */
public enum NameRule {
    /** Most resources: a DNS subdomain, at most 253 characters. */
    SUBDOMAIN("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", 253, "a lower-case DNS subdomain"),
    /** Namespaces: a DNS label, at most 63 characters. */
    LABEL("[a-z0-9]([-a-z0-9]*[a-z0-9])?", 63, "a lower-case DNS label"),
    /** Images: anything that is one segment of a path. */
    PATH_SEGMENT("(?!\\.{1,2}$)[^/%]+", Integer.MAX_VALUE, "a path segment: not '.' or '..', without '/' and '%'");

    private final Pattern pattern;
    private final int maxLength;
    private final String description;

    NameRule(String pattern, int maxLength, String description) {
        this.pattern = Pattern.compile(pattern);
        this.maxLength = maxLength;
        this.description = description;
    }

    /** Why it can't be a name; empty where it can. */
    public Optional<String> violation(String name) {
        boolean allowed = name.length() <= maxLength && pattern.matcher(name).matches();
        return allowed ? Optional.empty() : Optional.of("\"" + name + "\" must be " + description);
    }
}
