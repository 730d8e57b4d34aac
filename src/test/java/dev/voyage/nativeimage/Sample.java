package dev.voyage.nativeimage;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Builds a sample of a record from the types of its components, equal for every loader of the same class. */
final class Sample {

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Object.class, "any"),
            Map.entry(int.class, 3),
            Map.entry(Integer.class, 3),
            Map.entry(long.class, 7L),
            Map.entry(Long.class, 7L),
            Map.entry(double.class, 1.5),
            Map.entry(Double.class, 1.5),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(Instant.class, Instant.ofEpochSecond(1_700_000_000)),
            Map.entry(Duration.class, Duration.ofSeconds(90)),
            Map.entry(BigDecimal.class, BigDecimal.TEN),
            Map.entry(URI.class, URI.create("https://archive.example/")));

    private Sample() {}

    /** With a value in every component. */
    static Object full(Class<?> type) throws ReflectiveOperationException {
        return make(type, component -> full(component.getGenericType()));
    }

    /** With null in every nullable component. */
    static Object bare(Class<?> type) throws ReflectiveOperationException {
        return make(type, component -> component.getType().isPrimitive() ? SIMPLE.get(component.getType()) : null);
    }

    private static Object make(Class<?> type, Function<RecordComponent, Object> value)
            throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> canonical = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        return canonical.newInstance(Arrays.stream(components).map(value).toArray());
    }

    private static Object full(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return Optional.of(full(arguments[0]));
            } else if (raw == Set.class) {
                return Set.of(full(arguments[0]));
            } else if (Map.class.isAssignableFrom(raw)) {
                return Map.of(full(arguments[0]), full(arguments[1]));
            } else if (raw.isAssignableFrom(List.class)) {
                return List.of(full(arguments[0]));
            }
        } else if (type instanceof Class<?> one) {
            Object simple = SIMPLE.get(one);
            if (simple != null) {
                return simple;
            } else if (one.isEnum()) {
                return one.getEnumConstants()[0];
            } else if (one.isRecord()) {
                try {
                    return full(one);
                } catch (ReflectiveOperationException unmakeable) {
                    throw new IllegalArgumentException("no sample of " + one, unmakeable);
                }
            } else if (one.isSealed()) {
                return full((Type) one.getPermittedSubclasses()[0]);
            }
        }
        throw new IllegalArgumentException("no sample of " + type);
    }
}
