package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each event that asks with PASS, until closed. */
final class Answering implements AutoCloseable {

    private final List<MetricEvent> seen = new CopyOnWriteArrayList<>();
    private final Topics topics;
    private final Thread thread = new Thread(this::run, "answering");
    private volatile boolean closed;

    Answering(Topics topics) {
        this.topics = topics;
        thread.start();
    }

    List<MetricEvent> seen() {
        return seen;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (KafkaConsumer<String, MetricEvent> consumer =
                        topics.consumer(topics.catalogue().metrics());
                KafkaProducer<String, MetricVerdict> producer = topics.verdictProducer(Map.of())) {
            consumer.seekToBeginning(consumer.assignment());
            while (!closed) {
                for (ConsumerRecord<String, MetricEvent> asked : consumer.poll(Duration.ofMillis(50))) {
                    seen.add(asked.value());
                    topics.answer(producer, asked.value().eventId(), asked.key(), Verdict.PASS, "answered");
                }
                producer.flush();
            }
        }
    }
}
