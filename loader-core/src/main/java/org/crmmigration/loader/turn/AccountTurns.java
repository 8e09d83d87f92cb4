package org.crmmigration.loader.turn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.Account;
import org.crmmigration.messaging.control.AccountClaim;
import org.crmmigration.messaging.kafka.Clients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account has one active migration, over all loader processes, because a budget is kept by one process. A lane asks
 * for its account on the claims' topic and goes on once it reads there that it is the first; it is given back when the
 * migration rests. A claim belongs to the migration, so it outlives the process that works on it.
 */
public final class AccountTurns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AccountTurns.class);
    private static final TopicPartition CLAIMS = new TopicPartition(AccountClaim.TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FINGERPRINT_BYTES = 8;

    private final Clients clients;
    private final Clock clock;
    private final Producer<String, SpecificRecord> producer;
    private final Thread reader;
    private final AccountClaims claims = new AccountClaims();
    private long next;
    private boolean complete;
    private volatile boolean closed;

    /** Nothing is read before {@link #start}. */
    public AccountTurns(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.producer = clients.producer("account-turns");
        this.reader = Thread.ofPlatform().daemon().name("account-turns").unstarted(this::run);
    }

    /** Starts to read who has which account. */
    public void start() {
        reader.start();
    }

    /** A migration's turn on an account; nothing is asked for yet. */
    public Turn turn(Account account, String migration) {
        return new Turn(fingerprint(account.identity()), migration);
    }

    /** One migration's turn on its account. */
    public final class Turn {

        private final String account;
        private final String migration;

        private Turn(String account, String migration) {
            this.account = account;
            this.migration = migration;
        }

        /** Whether the account is ours. */
        public boolean ours() {
            return holder().equals(Optional.of(migration));
        }

        /** The migration that has the account now. */
        public Optional<String> holder() {
            synchronized (claims) {
                return claims.holder(account);
            }
        }

        /**
         * Asks for the account and waits until it is ours.
         *
         * @throws CallAbandoned when interrupted
         */
        public void take() {
            try {
                synchronized (claims) {
                    while (!complete) {
                        claims.wait();
                    }
                }
                send(new AccountClaim(account, migration, false, clock.instant()));
                synchronized (claims) {
                    while (!ours()) {
                        claims.wait();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallAbandoned();
            }
        }
    }

    /** Gives back what a migration has or asked for. Does not wait. */
    public void release(String migration) {
        var _ = Thread.ofVirtual().name("release-" + migration).start(() -> {
            try {
                List<String> accounts;
                synchronized (claims) {
                    while (!complete) {
                        claims.wait();
                    }
                    accounts = List.copyOf(claims.of(migration));
                }
                for (String account : accounts) {
                    send(new AccountClaim(account, migration, true, clock.instant()));
                }
            } catch (InterruptedException | KafkaException e) {
                log.atWarn()
                        .addKeyValue("migration", migration)
                        .log("account not given back; it is when the migration rests again");
            }
        });
    }

    @Override
    public void close() {
        closed = true; // seen after at most one poll; an interrupt would be logged as an error by Kafka's consumer
        producer.close(Duration.ZERO);
    }

    private void send(AccountClaim claim) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(AccountClaim.TOPIC, 0, claim.account(), claim.toAvro()))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the claims' topic did not take a message", e);
        }
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, SpecificRecord> consumer = clients.consumer(
                    "account-turns", "account-turns", Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int)
                            POLL.toMillis()))) {
                consumer.assign(List.of(CLAIMS));
                read(consumer);
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log("claims on accounts not readable; tried again");
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private void read(Consumer<String, SpecificRecord> consumer) {
        long end = consumer.endOffsets(List.of(CLAIMS)).getOrDefault(CLAIMS, 0L);
        consumer.seek(CLAIMS, next);
        while (!closed) {
            Iterable<ConsumerRecord<String, SpecificRecord>> records = consumer.poll(POLL);
            synchronized (claims) {
                for (ConsumerRecord<String, SpecificRecord> record : records) {
                    claims.add(AccountClaim.fromAvro(record.value()));
                }
                next = consumer.position(CLAIMS);
                complete |= next >= end;
                claims.notifyAll();
            }
        }
    }

    private static String fingerprint(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
