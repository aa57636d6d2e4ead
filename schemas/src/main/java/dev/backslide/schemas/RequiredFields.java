package dev.backslide.schemas;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Holds a record that was read against its components: one that is not nullable is never null. Thread-safe. */
final class RequiredFields {

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Field::of).toList();
        }
    };

    private RequiredFields() {}

    /** @throws IllegalArgumentException naming the first field that is missing or null, within records of records too */
    static void require(Object value) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(RequiredFields::require);
        } else if (value instanceof Record) {
            for (Field field : FIELDS.get(value.getClass())) {
                Object content = field.of(value);
                if (content != null) {
                    require(content);
                } else if (!field.nullable()) {
                    throw new IllegalArgumentException(field.name() + " is missing but it is required");
                }
            }
        }
    }

    private record Field(String name, Method accessor, boolean nullable) {

        static Field of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Field(
                    SnakeCaseStrategy.INSTANCE.translate(component.getName()),
                    accessor,
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's component can always be read", e);
            }
        }
    }
}
