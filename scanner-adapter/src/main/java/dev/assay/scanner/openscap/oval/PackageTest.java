package dev.assay.scanner.openscap.oval;

import java.util.List;

/**
 * A dpkginfo or rpminfo test that holds when at least one package is there, and all that are there match the states.
 *
 * @param object whose package it asks for
 */
record PackageTest(String object, List<String> states) {}
