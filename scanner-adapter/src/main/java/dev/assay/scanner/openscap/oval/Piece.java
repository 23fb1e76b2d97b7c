package dev.assay.scanner.openscap.oval;

import java.util.List;

/**
 * Where an element's text is.
 *
 * @param references the ids of the elements that it needs
 */
record Piece(int offset, int length, List<String> references) {}
