package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.dpkg.DebianVersion;
import dev.assay.scanner.openscap.packages.PackageVersion;
import dev.assay.scanner.openscap.rpm.RpmVersion;
import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a feed's tests, objects, states and variables say about packages by plain name; all else in them stays with
 * oscap. Names stand in objects themselves, as in Debian's feeds, or in constant variables, as in Ubuntu's.
 */
final class PackageFacts {
    // A name such as libc6:i386 or one with upper case is looked up in ways of libapt's own.
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
    private static final Pattern RPM_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_+.-]*");
    private static final Set<String> TESTS_OF_PACKAGES = Set.of("dpkginfo_test", "rpminfo_test");
    private static final Set<String> ANY_VALUE_WILL_DO = Set.of("at least one", "all");

    private final Set<String> aboutPackages = new HashSet<>();
    private final Map<String, PackageTest> tests = new HashMap<>();
    private final Map<String, String> objectNames = new HashMap<>();
    private final Map<String, String> objectVariables = new HashMap<>();
    private final Map<String, Set<String>> variables = new HashMap<>();
    private final Map<String, PackageVersion> fixes = new HashMap<>();

    void addTest(String id, XmlElement test) {
        if (TESTS_OF_PACKAGES.contains(test.name())) {
            aboutPackages.add(id);
        }
        List<String> objects = refs(test, "object", "object_ref");
        if (test.namespace().equals(Oval.LINUX)
                && TESTS_OF_PACKAGES.contains(test.name())
                && asksForPresence(test)
                && objects.size() == 1) {
            tests.put(id, new PackageTest(objects.get(0), refs(test, "state", "state_ref")));
        }
    }

    void addObject(String id, XmlElement object) {
        List<XmlElement> children =
                object.children().filter(it -> !it.name().equals("notes")).toList();
        boolean isRpm = object.is(Oval.LINUX, "rpminfo_object");
        if ((!isRpm && !object.is(Oval.LINUX, "dpkginfo_object"))
                || children.size() != 1
                || !children.get(0).is(Oval.LINUX, "name")
                || !isCompared(children.get(0), "equals")) {
            return;
        }
        XmlElement name = children.get(0);
        Optional<String> variable = name.attribute("var_ref");
        if (variable.isEmpty()
                && (isRpm ? RPM_NAME : PLAIN_NAME).matcher(name.text()).matches()) {
            objectNames.put(id, name.text().intern());
        }
        variable.filter(it ->
                        ANY_VALUE_WILL_DO.contains(name.attribute("var_check").orElse("all")))
                .ifPresent(it -> objectVariables.put(id, it.intern()));
    }

    void addState(String id, XmlElement state) {
        boolean isRpm = state.is(Oval.LINUX, "rpminfo_state");
        if (isRpm || state.is(Oval.LINUX, "dpkginfo_state")) {
            state.children("evr")
                    .filter(it -> isCompared(it, "less than")
                            && it.attribute("var_ref").isEmpty())
                    .findFirst()
                    .flatMap(it -> isRpm ? RpmVersion.parse(it.text()) : DebianVersion.parse(it.text()))
                    .ifPresent(it -> fixes.put(id, it));
        }
    }

    void addVariable(String id, XmlElement variable) {
        if (variable.is(Oval.DEFINITIONS, "constant_variable")) {
            Set<String> values = variable.children("value")
                    .map(XmlElement::text)
                    .map(String::intern)
                    .collect(Collectors.toSet());
            if (!values.isEmpty()
                    && values.stream().allMatch(it -> PLAIN_NAME.matcher(it).matches())) {
                variables.put(id, values);
            }
        }
    }

    /** Whether there is no test at all that asks for a package. */
    boolean isEmpty() {
        return aboutPackages.isEmpty();
    }

    boolean isAboutPackages(String test) {
        return aboutPackages.contains(test);
    }

    /** The packages of which the test needs at least one; empty when only oscap can tell what the test asks for. */
    Set<String> packagesOf(String test) {
        return Optional.ofNullable(tests.get(test))
                .map(PackageTest::object)
                .map(it -> Optional.ofNullable(objectNames.get(it))
                        .map(Set::of)
                        .or(() -> Optional.ofNullable(objectVariables.get(it))
                                .flatMap(variable -> Optional.ofNullable(variables.get(variable))))
                        .orElse(Set.of()))
                .orElse(Set.of());
    }

    /** The first version for which the test is false; empty when the test isn't of that kind. */
    Optional<PackageVersion> fixOf(String test) {
        return Optional.ofNullable(tests.get(test))
                .filter(it -> it.states().size() == 1)
                .flatMap(it -> Optional.ofNullable(fixes.get(it.states().get(0))));
    }

    /** Whether the test is false because none of the packages that it needs is there. */
    boolean isSurelyFalse(String test, Set<String> namesPresent) {
        Set<String> needed = packagesOf(test);
        return !needed.isEmpty() && Collections.disjoint(needed, namesPresent);
    }

    private static boolean asksForPresence(XmlElement test) {
        return test.attribute("check_existence")
                .filter(it -> !it.equals("at_least_one_exists"))
                .isEmpty();
    }

    private static boolean isCompared(XmlElement entity, String operation) {
        return entity.attribute("operation").orElse("equals").equals(operation);
    }

    private static List<String> refs(XmlElement test, String child, String attribute) {
        return test.children(child)
                .flatMap(it -> it.attribute(attribute).stream())
                .map(String::intern)
                .toList();
    }
}
