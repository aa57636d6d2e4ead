package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.KafkaNames;
import dev.backslide.configuration.Setting;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets, each of another text and known by where it was put, so that one that is found is named. Not thread-safe. */
final class PlantedSecrets {

    private final Map<String, String> places = new TreeMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final boolean inVariables;

    /** @param inVariables whether the configuration names variables that hold the secrets */
    PlantedSecrets(boolean inVariables) {
        this.inVariables = inVariables;
    }

    /** A secret for one place. */
    String secret(String place) {
        String secret = "hush" + (1_000 + places.size()) + "x";
        places.put(secret, place);
        return secret;
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Writes a configuration with a secret in every setting that can hold one. */
    void writeConfiguration(Path folder, String registryPort, String kafka) throws IOException {
        TreeMap<String, StringBuilder> sections = new TreeMap<>();
        for (Setting<?> setting : Setting.ALL) {
            if (isAddress(setting)) {
                sections.computeIfAbsent(setting.section(), section -> new StringBuilder())
                        .append(setting.key())
                        .append(" = ")
                        .append(address(setting))
                        .append('\n');
            }
        }
        StringBuilder client = sections.computeIfAbsent("kafka", section -> new StringBuilder());
        for (String name : secretNames()) {
            client.append(name).append(" = ").append(ofKafka(name)).append('\n');
        }
        client.append("schema.registry.url = http://me:")
                .append(written("schema.registry.url"))
                .append("@127.0.0.1:")
                .append(registryPort)
                .append('\n')
                .append(kafka);
        StringBuilder file = new StringBuilder("[performance_regression]\ntracker = kafka\n");
        sections.forEach((section, lines) ->
                file.append('[').append(section).append("]\n").append(lines));
        Files.writeString(folder.resolve(Configuration.FILE_NAME), file);
    }

    /** A setting of an address: it takes a URL and not any text. */
    static boolean isAddress(Setting<?> setting) {
        return setting.format().reader().apply("http://127.0.0.1:1").isPresent()
                && setting.format().reader().apply("some text").isEmpty();
    }

    private String address(Setting<?> setting) {
        String login = "http://me:" + written(setting.id() + ", log-in") + "@127.0.0.1:1";
        boolean isReceiver = setting.equals(Setting.WEBHOOK_URL) || setting.equals(Setting.ALERTMANAGER_URL);
        return login
                + (isReceiver ? "/" + written(setting.id() + ", path") : "")
                + (setting.equals(Setting.SINK_URL) ? "" : "/?access_token=" + written(setting.id() + ", query"));
    }

    /** What Kafka calls a secret, what the schema registry's clients call one, and what nobody knows. */
    private static Collection<String> secretNames() {
        TreeSet<String> names = new TreeSet<>(List.of(
                "basic.auth.user.info", "bearer.auth.token", "bearer.auth.credentials", "some.plugins.setting"));
        for (ConfigDef client :
                List.of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())) {
            client.configKeys().values().stream()
                    .filter(key -> key.type() == ConfigDef.Type.PASSWORD && !KafkaNames.isReserved(key.name))
                    .forEach(key -> names.add(key.name));
        }
        assertThat(names).contains("sasl.jaas.config", "ssl.key.password");
        return names;
    }

    private String ofKafka(String name) {
        String secret = written(name);
        return name.equals("sasl.jaas.config")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\""
                        + secret + "\";"
                : secret;
    }

    private String written(String place) {
        String secret = secret(place);
        if (!inVariables) {
            return secret;
        }
        variables.put("PLANTED_" + places.size(), secret);
        return "${env:PLANTED_" + places.size() + "}";
    }

    /** Fails where a text holds one of the secrets. */
    void assertHiddenIn(String what, String text) {
        places.forEach((secret, place) -> assertThat(text.contains(secret))
                .as(() -> place + " in " + what + ": " + around(text, secret))
                .isFalse());
    }

    /** Fails where a file below a folder holds one of the secrets; archives are opened. */
    void assertHiddenBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertHiddenIn(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private void assertHiddenIn(String name, byte[] content) throws IOException {
        assertHiddenIn(name, new String(content, StandardCharsets.ISO_8859_1));
        if (name.endsWith(".gz")) {
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
                assertHiddenIn(name + "!", unpacked.readAllBytes());
            }
        } else if (name.endsWith(".zip")) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    assertHiddenIn(name + "!" + entry.getName(), zip.readAllBytes());
                }
            }
        }
    }

    private static String around(String text, String secret) {
        int at = Math.max(0, text.indexOf(secret));
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    }
}
