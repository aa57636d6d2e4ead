package dev.backslide.schemas;

import org.apache.avro.specific.SpecificRecord;

/** How a core record and its generated Avro twin turn into each other. Implementations are stateless. */
interface AvroMapping<T, R extends SpecificRecord> {

    /** The generated class; its schema is the current version. */
    Class<R> avroClass();

    R toAvro(T value);

    /** @throws IllegalArgumentException when the record breaks a rule of the model */
    T fromAvro(R avro);
}
