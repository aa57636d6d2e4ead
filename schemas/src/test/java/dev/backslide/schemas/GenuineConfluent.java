package dev.backslide.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Confluent's own Avro serializer and deserializer, in a class loader that sees the JDK and their jar only: it brings an Avro and a
 * kafka-clients of its own, so all is called by reflection. Until closed it is its thread's context class loader, where its
 * kafka-clients looks for classes.
 */
final class GenuineConfluent implements AutoCloseable {

    private final URLClassLoader loader;
    private final Map<String, String> config;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    GenuineConfluent(String registryUrl) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target", "confluent"), "*.jar")) {
            Path jar = jars.iterator().next();
            loader = new URLClassLoader(
                    "confluent", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.currentThread().setContextClassLoader(loader);
        config = Map.of("schema.registry.url", registryUrl);
    }

    /** What their deserializer reads, as Avro's JSON. */
    String deserialize(String topic, byte[] bytes) throws ReflectiveOperationException {
        Object deserializer = configured("io.confluent.kafka.serializers.KafkaAvroDeserializer");
        Object genericRecord = deserializer
                .getClass()
                .getMethod("deserialize", String.class, byte[].class)
                .invoke(deserializer, topic, bytes);
        return genericRecord.toString();
    }

    /** What their serializer writes of a record given as its schema and its fields. */
    byte[] serialize(String topic, String schemaJson, Map<String, Object> fields) throws ReflectiveOperationException {
        Object genericRecord = genericRecord(schemaJson, fields);
        Object serializer = configured("io.confluent.kafka.serializers.KafkaAvroSerializer");
        return (byte[]) serializer
                .getClass()
                .getMethod("serialize", String.class, Object.class)
                .invoke(serializer, topic, genericRecord);
    }

    private Object genericRecord(String schemaJson, Map<String, Object> fields) throws ReflectiveOperationException {
        Object parser = type("org.apache.avro.Schema$Parser").getConstructor().newInstance();
        Object schema = parser.getClass().getMethod("parse", String.class).invoke(parser, schemaJson);
        Class<?> builderType = type("org.apache.avro.generic.GenericRecordBuilder");
        Object builder =
                builderType.getConstructor(type("org.apache.avro.Schema")).newInstance(schema);
        Method set = builderType.getMethod("set", String.class, Object.class);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            set.invoke(builder, field.getKey(), field.getValue());
        }
        return builderType.getMethod("build").invoke(builder);
    }

    private Object configured(String className) throws ReflectiveOperationException {
        Object made = type(className).getConstructor().newInstance();
        made.getClass().getMethod("configure", Map.class, boolean.class).invoke(made, config, false);
        return made;
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
