package dev.voyage.nativeimage;

import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Walks the objects reachable from static fields, in search of objects that an image heap cannot hold. */
final class HeapWalk {

    /** The image does not copy these objects: it has its own classes and threads. */
    private static final List<String> NOT_FOLLOWED = List.of(
            "java.lang.Class", "java.lang.Module", "java.lang.ModuleLayer", "java.lang.Package", "java.lang.invoke.");

    private record Step(Object object, Step from, String by) {
        String path() {
            return from == null ? by : from.path() + by;
        }
    }

    private final Instrumentation instrumentation;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Module> opened = ConcurrentHashMap.newKeySet();
    private final Map<Class<?>, List<Field>> fields = new HashMap<>();
    private final ArrayDeque<Step> open = new ArrayDeque<>();

    HeapWalk(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Walks an initialised class; each finding is a path from its field with a reason. */
    void from(Class<?> root, List<String> findings) {
        for (Field field : root.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                step(value(field, null), null, root.getName() + "." + field.getName());
            }
        }
        while (!open.isEmpty()) {
            Step step = open.poll();
            String why = ImageRules.refusal(step.object());
            if (why != null) {
                findings.add(step.path() + ": " + step.object().getClass().getName() + " is " + why);
            } else {
                descend(step);
            }
        }
    }

    private void step(Object value, Step from, String by) {
        if (value != null && seen.add(value)) {
            open.add(new Step(value, from, by));
        }
    }

    private void descend(Step step) {
        Object object = step.object();
        Class<?> type = object.getClass();
        if (type.isArray()) {
            if (!type.getComponentType().isPrimitive()) {
                for (int i = 0; i < Array.getLength(object); i++) {
                    step(Array.get(object, i), step, "[" + i + "]");
                }
            }
        } else if (NOT_FOLLOWED.stream().noneMatch(type.getName()::startsWith)) {
            fields.computeIfAbsent(type, HeapWalk::instanceFields)
                    .forEach(field -> step(value(field, object), step, "." + field.getName()));
        }
    }

    private static List<Field> instanceFields(Class<?> type) {
        var all = new java.util.ArrayList<Field>();
        for (Class<?> one = type; one != null && one != Reference.class; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    all.add(field);
                }
            }
        }
        return all;
    }

    private Object value(Field field, Object holder) {
        Class<?> owner = field.getDeclaringClass();
        Module module = owner.getModule();
        if (module.isNamed() && opened.add(module)) {
            var toUs = Set.of(HeapWalk.class.getModule());
            var all = new HashMap<String, Set<Module>>();
            module.getPackages().forEach(name -> all.put(name, toUs));
            instrumentation.redefineModule(module, Set.of(), Map.of(), all, Set.of(), Map.of());
        }
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field.toString(), impossible);
        }
    }
}
