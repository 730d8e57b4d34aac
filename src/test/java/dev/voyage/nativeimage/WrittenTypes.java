package dev.voyage.nativeimage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program's types that Jackson reads or writes, derived from registrations and return types of resources. */
final class WrittenTypes {

    private WrittenTypes() {}

    static JavaClasses program() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.voyage");
    }

    /** Types with an explicit registration in the sources. */
    static Set<Class<?>> annotated() {
        return program().stream()
                .filter(it -> it.isAnnotatedWith(RegisterForReflection.class))
                .map(JavaClass::reflect)
                .filter(WrittenTypes::isItselfRegistered)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The annotation can register other classes instead of its own. */
    private static boolean isItselfRegistered(Class<?> type) {
        var given = type.getAnnotation(RegisterForReflection.class);
        return given.targets().length == 0 && given.classNames().length == 0;
    }

    /** Types that Quarkus registers because a resource returns them, with the types in them. */
    static Set<Class<?>> answers() {
        var found = new LinkedHashSet<Class<?>>();
        program().stream()
                .filter(it -> it.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .map(JavaClass::reflect)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers())) // a private one answers no request
                .forEach(method -> collect(method.getGenericReturnType(), found));
        return found;
    }

    /** These types, with permitted subclasses and record components. */
    static Set<Class<?>> closure(Collection<Class<?>> types) {
        var found = new LinkedHashSet<Class<?>>();
        types.forEach(type -> collect(type, found));
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof WildcardType wild) {
            Arrays.stream(wild.getUpperBounds()).forEach(bound -> collect(bound, found));
        } else if (type instanceof Class<?> one && one.getName().startsWith("dev.voyage.") && found.add(one)) {
            if (one.isSealed()) {
                Arrays.stream(one.getPermittedSubclasses()).forEach(permitted -> collect(permitted, found));
            }
            if (one.isRecord()) {
                Arrays.stream(one.getRecordComponents())
                        .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                        .map(RecordComponent::getGenericType)
                        .forEach(component -> collect(component, found));
            }
        }
    }

    /** The type and its supertypes in this program. */
    static Stream<Class<?>> lineage(Class<?> type) {
        if (type == null || !type.getName().startsWith("dev.voyage.")) {
            return Stream.empty();
        }
        return Stream.concat(
                        Stream.of(type),
                        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                                .flatMap(WrittenTypes::lineage))
                .distinct();
    }

    /** Whether the type itself has Jackson annotations. */
    static boolean hasJacksonsAnnotations(Class<?> type) {
        return Stream.of(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredConstructors()).flatMap(it -> Arrays.stream(it.getParameters())),
                        Stream.ofNullable(type.getRecordComponents()).flatMap(Arrays::stream))
                .flatMap(it -> it)
                .map(AnnotatedElement.class::cast)
                .flatMap(it -> Arrays.stream(it.getDeclaredAnnotations()))
                .anyMatch(it -> it.annotationType().getName().startsWith("com.fasterxml.jackson."));
    }
}
