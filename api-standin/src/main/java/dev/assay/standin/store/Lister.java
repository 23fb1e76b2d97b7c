package dev.assay.standin.store;

import dev.assay.standin.answer.ApiFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;

/** Lists a resource, in pages that all show the same state however much is written in between. */
public final class Lister {
    private final ObjectStore store;

    public Lister(ObjectStore store) {
        this.store = store;
    }

    public ListPage list(String resource, ListRequest request) {
        return request.continueToken().isEmpty()
                ? firstPage(resource, request)
                : nextPage(resource, request, ContinueToken.decode(request.continueToken()));
    }

    private ListPage firstPage(String resource, ListRequest request) {
        long asked = version(request.resourceVersion());
        if (asked > store.resourceVersion()) {
            throw ApiFailure.tooLargeResourceVersion(asked, store.resourceVersion());
        }
        if (!request.exact()) {
            return page(store.all(resource), request, store.resourceVersion());
        }
        try {
            return page(store.at(resource, asked).values(), request, asked);
        } catch (HistoryExpiredException e) {
            throw ApiFailure.expired(String.valueOf(e.getMessage()));
        }
    }

    private ListPage nextPage(String resource, ListRequest request, ContinueToken token) {
        long version =
                token.resourceVersion() == ContinueToken.LATEST ? store.resourceVersion() : token.resourceVersion();
        if (version > store.resourceVersion()) {
            throw ApiFailure.tooLargeResourceVersion(version, store.resourceVersion());
        }
        try {
            NavigableMap<ObjectKey, StoredObject> state = store.at(resource, version);
            return page(state.tailMap(token.after(), false).values(), request, version);
        } catch (HistoryExpiredException e) {
            throw ApiFailure.expiredPage(
                    "The continue token is too old for a consistent list: list anew, or go on inconsistently with the"
                            + " token in this answer",
                    new ContinueToken(ContinueToken.LATEST, token.after()).encode());
        }
    }

    private static ListPage page(Collection<StoredObject> from, ListRequest request, long version) {
        List<StoredObject> matching =
                from.stream().filter(request.selection()::matches).toList();
        if (request.limit() == 0 || matching.size() <= request.limit()) {
            return new ListPage(matching, version, "", OptionalLong.empty());
        }
        List<StoredObject> items = new ArrayList<>(matching.subList(0, request.limit()));
        ObjectKey last = items.get(items.size() - 1).key();
        OptionalLong remaining =
                request.selection().isWhole() ? OptionalLong.of(matching.size() - items.size()) : OptionalLong.empty();
        return new ListPage(items, version, new ContinueToken(version, last).encode(), remaining);
    }

    private static long version(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("invalid resource version: \"" + text + "\" is no number");
        }
    }
}
