package dev.assay.gate.reconcile;

import dev.assay.contract.image.ImageDigest;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Images that are to be judged, each once however often it is added, first come first served. One that is added while it
 * is being judged comes again afterwards, so that no two workers have the same. Bounded by nothing but the number of
 * Images, of which it holds the digests alone.
 */
@Singleton
class DigestQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Set<ImageDigest> waiting = new LinkedHashSet<>();
    private final Set<ImageDigest> taken = new HashSet<>();
    private final Set<ImageDigest> again = new HashSet<>();

    void add(ImageDigest digest) {
        lock.lock();
        try {
            if (taken.contains(digest)) {
                again.add(digest);
            } else if (waiting.add(digest)) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for one; {@link #done} must follow. */
    ImageDigest take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                notEmpty.await();
            }
            ImageDigest first = waiting.iterator().next();
            waiting.remove(first);
            taken.add(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    void done(ImageDigest digest) {
        lock.lock();
        try {
            taken.remove(digest);
            if (again.remove(digest)) {
                add(digest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing is being judged. */
    boolean isIdle() {
        return size() == 0;
    }

    /** How many wait, or are being judged. */
    int size() {
        lock.lock();
        try {
            return waiting.size() + taken.size();
        } finally {
            lock.unlock();
        }
    }
}
