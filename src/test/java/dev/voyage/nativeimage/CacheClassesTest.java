package dev.voyage.nativeimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.caffeine.runtime.graal.CacheConstructorsFeature;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Caffeine finds the classes of a cache by reflection: those in use are registered for native images. */
@AnalyzeClasses(packages = "dev.voyage", importOptions = ImportOption.DoNotIncludeTests.class)
class CacheClassesTest {

    private static final Set<String> FEATURES =
            Set.of("newBuilder", "maximumSize", "expireAfterWrite", "ticker", "executor", "build");

    @ArchTest
    static final ArchRule cachesHaveNoOtherFeatures = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("Caffeine has other classes for it") {
                @Override
                public boolean test(JavaMethodCall call) {
                    AccessTarget target = call.getTarget();
                    return target.getOwner().isEquivalentTo(Caffeine.class) && !FEATURES.contains(target.getName());
                }
            });

    @Test
    void theClassesOfTheseFeaturesAreRegistered() throws ReflectiveOperationException {
        Caffeine<Object, Object> bounded = Caffeine.newBuilder().maximumSize(1).executor(Runnable::run);
        Caffeine<Object, Object> expiring = Caffeine.newBuilder()
                .maximumSize(1)
                .executor(Runnable::run)
                .expireAfterWrite(Duration.ofSeconds(1))
                .ticker(System::nanoTime);

        for (Caffeine<Object, Object> features : List.of(bounded, expiring)) {
            Cache<Object, Object> cache = features.build();
            assertThat(CacheConstructorsFeature.typesNeedingConstructorsRegistered())
                    .contains(cache.asMap().getClass().getName())
                    .contains(nodes(cache.asMap()).getClass().getName());
        }
    }

    private static Object nodes(Object cache) throws ReflectiveOperationException {
        Class<?> declaring = cache.getClass();
        while (!declaring.getSimpleName().equals("BoundedLocalCache")) {
            declaring = declaring.getSuperclass();
        }
        Field factory = declaring.getDeclaredField("nodeFactory");
        factory.setAccessible(true);
        return factory.get(cache);
    }
}
