package dev.assay.standin.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * A page of a list.
 *
 * @param resourceVersion the state it shows; a watch may begin there
 * @param continueToken empty on the last page
 * @param remaining how many objects follow; empty on the last page, and where a selector makes that unknown
 */
public record ListPage(List<StoredObject> items, long resourceVersion, String continueToken, OptionalLong remaining) {
    public ListPage {
        items = List.copyOf(items);
    }
}
