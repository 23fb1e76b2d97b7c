package dev.assay.scanner.openscap.xccdf;

import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells which checks depend on a file's owner, group, mode or attributes, or on all files of a package. Extracted files
 * have those of the extraction, and most files are not extracted, so such a check says nothing about the image, whether
 * it passes or fails.
 */
final class OwnershipTests {
    private static final Set<String> PROPERTIES = Set.of(
            "user_id",
            "group_id",
            "suid",
            "sgid",
            "sticky",
            "uread",
            "uwrite",
            "uexec",
            "gread",
            "gwrite",
            "gexec",
            "oread",
            "owrite",
            "oexec",
            "has_extended_acl",
            "a_time",
            "c_time",
            "m_time");
    private static final Set<String> TESTS = Set.of(
            "fileextendedattribute_test",
            "selinuxsecuritycontext_test",
            "rpmverify_test",
            "rpmverifyfile_test",
            "rpmverifypackage_test");
    // For checks that are not OVAL, such as scripts: the words that the SCAP Security Guide has in names of such rules.
    private static final Pattern NAMES = Pattern.compile(
            ".*(?:file_owner|file_groupowner|groupowner|ownership|permissions|_perms_|suid|sgid|unowned|ungroupowned"
                    + "|world_writable|sticky|extended_acl).*");

    private final Map<String, List<String>> references = new HashMap<>();
    private final Set<String> dependent = new HashSet<>();

    /** @param references the ids that the element refers to */
    void add(String id, XmlElement element, List<String> references) {
        this.references.put(id, references);
        boolean isState = element.name().equals("file_state")
                && element.children().anyMatch(it -> PROPERTIES.contains(it.name()));
        if (isState || TESTS.contains(element.name())) {
            dependent.add(id);
        }
    }

    /** @param checks ids of OVAL definitions */
    boolean decide(String ruleId, Stream<String> checks) {
        Deque<String> open =
                new ArrayDeque<>(checks.filter(references::containsKey).toList());
        if (open.isEmpty()) {
            return NAMES.matcher(ruleId).matches();
        }
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String id = open.pop();
            if (dependent.contains(id)) {
                return true;
            }
            if (seen.add(id)) {
                references.getOrDefault(id, List.of()).forEach(open::push);
            }
        }
        return false;
    }
}
