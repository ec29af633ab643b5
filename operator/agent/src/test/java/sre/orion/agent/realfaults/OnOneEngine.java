package sre.orion.agent.realfaults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** OnOneEngine runs a class on one of the supported engines, in the long form on the oldest and on the newest. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("engine")
@ParameterizedClass
@ArgumentsSource(OnOneEngine.Engines.class)
@interface OnOneEngine {
    /** The engine of the short form. */
    Flavour value();

    /** Engines is which they are in this run. */
    final class Engines implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            boolean isShort = System.getProperty("orion.excludedTags", "long").contains("long");
            Flavour one = context.getRequiredTestClass()
                    .getAnnotation(OnOneEngine.class)
                    .value();
            return (isShort ? Stream.of(one) : Stream.of(Flavour.BOOKWORM, Flavour.SID)).map(Arguments::of);
        }
    }
}
