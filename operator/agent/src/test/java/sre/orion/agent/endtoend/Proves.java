package sre.orion.agent.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Proves names the catalogued faults after which a test shows Orion to do the right thing, on a real engine. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Proves {
    /** Ids such as {@code F01}; what they are stands in {@code realfaults/faults.txt}. */
    String[] value();
}
