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
 * Tells which checks depend on what an image's extracted files don't tell: on a file's owner, group, mode or attributes,
 * which are those of the extraction; on files that are not extracted; or on a running machine, which would be the one
 * that scans. Such a check says nothing about the image, whether it passes or fails.
 */
final class UntoldChecks {
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
            // All files of a package, or what they are labelled with.
            "fileextendedattribute_test",
            "selinuxsecuritycontext_test",
            "rpmverify_test",
            "rpmverifyfile_test",
            "rpmverifypackage_test",
            // Links are extracted as what they lead to.
            "symlink_test",
            // The machine that scans.
            "environmentvariable_test",
            "environmentvariable58_test",
            "iflisteners_test",
            "inetlisteningservers_test",
            "interface_test",
            "partition_test",
            "process_test",
            "process58_test",
            "routingtable_test",
            "runlevel_test",
            "selinuxboolean_test",
            "sysctl_test",
            "systemdunitdependency_test",
            "systemdunitproperty_test",
            "uname_test");
    // For checks that are not OVAL, such as scripts: the words that the SCAP Security Guide has in names of such rules.
    private static final Pattern NAMES = Pattern.compile(
            ".*(?:file_owner|file_groupowner|groupowner|ownership|permissions|_perms_|suid|sgid|unowned|ungroupowned"
                    + "|world_writable|sticky|extended_acl).*");

    private final Map<String, List<String>> references = new HashMap<>();
    private final Set<String> dependent = new HashSet<>();
    private final AskedFiles files = new AskedFiles();

    /** @param references the ids that the element refers to */
    void add(String id, XmlElement element, List<String> references) {
        this.references.put(id, references);
        boolean isState = element.name().equals("file_state")
                && element.children().anyMatch(it -> PROPERTIES.contains(it.name()));
        if (isState || TESTS.contains(element.name())) {
            dependent.add(id);
        }
        files.add(id, element);
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
            if (dependent.contains(id) || files.areMissing(id)) {
                return true;
            }
            if (seen.add(id)) {
                references.getOrDefault(id, List.of()).forEach(open::push);
            }
        }
        return false;
    }
}
