package dev.assay.scanner.openscap.oval;

/**
 * One definition of a feed.
 *
 * @param isFinding whether being true means that something is wrong: those of class vulnerability and patch
 */
record Definition(String id, boolean isFinding, Criteria criteria, Advisory advisory, Piece piece) {}
