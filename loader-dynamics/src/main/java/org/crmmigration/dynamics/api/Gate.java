package org.crmmigration.dynamics.api;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.CallAbandoned;

/**
 * Lets as many calls run at once as the environment recommends ({@code x-ms-dop-hint}) for each application user: more
 * only earns refusals. Until the environment has spoken it is careful.
 */
public final class Gate implements ApiTransport {

    private static final int UNTIL_TOLD = 4;
    private static final int MOST = 52;

    private final ApiTransport next;
    private final int users;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int width;
    private int running;

    /**
     * @param users application users of the account
     */
    public Gate(ApiTransport next, int users) {
        this.next = next;
        this.users = users;
        this.width = UNTIL_TOLD * users;
    }

    /** Calls at once. */
    public int width() {
        lock.lock();
        try {
            return width;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        enter();
        try {
            ApiResponse response = next.send(request);
            response.header("x-ms-dop-hint").ifPresent(this::told);
            return response;
        } finally {
            leave();
        }
    }

    private void enter() {
        try {
            lock.lockInterruptibly();
            try {
                while (running >= width) {
                    freed.await();
                }
                running++;
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    private void leave() {
        lock.lock();
        try {
            running--;
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void told(String hint) {
        if (!hint.strip().matches("\\d{1,4}")) {
            return;
        }
        int wide = Math.clamp(Integer.parseInt(hint.strip()), 1, MOST) * users;
        lock.lock();
        try {
            if (wide != width) {
                width = wide;
                freed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
