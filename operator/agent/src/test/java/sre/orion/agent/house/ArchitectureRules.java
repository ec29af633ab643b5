package sre.orion.agent.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Every architecture rule by its name, so that each can be shown to hold, and to be able to fail. */
final class ArchitectureRules {
    private static final String[] CORE = {"sre.orion.api..", "sre.orion.reconcilers.."};
    private static final List<String> ROOMS = List.of("api", "reconcilers", "specs", "agent", "cli", "fixtures");

    private ArchitectureRules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("api uses no other room", room("api"));
        rules.put("reconcilers use the api only", room("reconcilers", "api"));
        rules.put("specs use the api only", room("specs", "api"));
        rules.put("the agent uses no cli and no fixtures", room("agent", "api", "reconcilers", "specs"));
        rules.put("the cli uses specs and api only", room("cli", "api", "specs"));
        rules.put("fixtures use the api only", room("fixtures", "api"));
        rules.put("api knows few libraries", knowsOnly("api", "com.fasterxml.jackson.annotation..", "io.fabric8.."));
        rules.put("reconcilers know no library", knowsOnly("reconcilers", "sre.orion.api.."));
        rules.put("the core does no I/O", coreUsesNoPackage("java.io..", "java.nio..", "java.net..", "javax.."));
        rules.put("the core logs nothing", coreUsesNoPackage("java.util.logging..", "org.slf4j.."));
        rules.put("the core does not touch the machine", coreUsesNoClass(MACHINE));
        rules.put("the core has no clock", coreCallsNothing("that reads a clock", ArchitectureRules::readsClock));
        rules.put("the core has no randomness", coreCallsNothing("random", ArchitectureRules::isRandom));
        rules.put("the core has no unordered map", coreCallsNothing("unordered", ArchitectureRules::isUnordered));
        rules.put("every package is null-marked", everyPackageIsNullMarked());
        rules.put(
                "packages have no cycles",
                slices().matching("sre.orion.(**)").should().beFreeOfCycles());
        rules.put("only programs print", onlyProgramsPrint());
        rules.put(
                "nobody binds with Jackson 2",
                noneUses("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."));
        rules.put("the engine is spoken to in one place", engineInOnePlace());
        return rules;
    }

    private static final Set<String> MACHINE = Set.of(
            "java.lang.System",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.CompletableFuture");

    private static final Set<String> UNORDERED_CLASSES = Set.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.Hashtable",
            "java.util.concurrent.ConcurrentHashMap");

    private static final Set<String> UNORDERED_COLLECTORS =
            Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap", "groupingByConcurrent");

    private static ArchRule room(String room, String... mayUse) {
        List<String> others = new ArrayList<>(ROOMS);
        others.remove(room);
        others.removeAll(List.of(mayUse));
        String[] forbidden =
                others.stream().map(other -> "sre.orion." + other + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("sre.orion." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static ArchRule knowsOnly(String room, String... libraries) {
        String own = "sre.orion." + room + "..";
        List<String> known = new ArrayList<>(List.of(own, "java..", "org.jspecify..", ""));
        known.addAll(List.of(libraries));
        return classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)));
    }

    private static ArchRule coreUsesNoPackage(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchRule coreUsesNoClass(Set<String> names) {
        return noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat(describe("are one of " + names, used -> names.contains(used.getFullName())));
    }

    private static ArchRule coreCallsNothing(
            String description, java.util.function.Predicate<JavaAccess<?>> forbidden) {
        return noClasses().that().resideInAnyPackage(CORE).should(accessSomething(description, forbidden));
    }

    private static ArchCondition<JavaClass> accessSomething(
            String description, java.util.function.Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("access something " + description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(item, access.getDescription())));
            }
        };
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        return switch (access.getName()) {
            case "now" -> owner.startsWith("java.time.");
            case "<init>" -> owner.equals("java.util.Date") || owner.equals("java.util.GregorianCalendar");
            case "systemDefault" -> owner.equals("java.time.ZoneId");
            case String _ -> owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource");
        };
    }

    private static boolean isRandom(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        return switch (access.getName()) {
            case "randomUUID" -> owner.equals("java.util.UUID");
            case "random" -> owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath");
            case "shuffle" -> owner.equals("java.util.Collections");
            case String _ ->
                owner.startsWith("java.util.random.")
                        || owner.equals("java.util.Random")
                        || owner.equals("java.util.SplittableRandom")
                        || owner.equals("java.util.concurrent.ThreadLocalRandom")
                        || owner.equals("java.security.SecureRandom");
        };
    }

    /** Two runs of the JVM iterate these in different orders: Map.of and Set.of are salted, hash order follows addresses. */
    private static boolean isUnordered(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getName();
        return switch (owner) {
            case "java.util.Map" -> Set.of("of", "ofEntries", "copyOf").contains(name);
            case "java.util.Set" -> Set.of("of", "copyOf").contains(name);
            case "java.util.stream.Collectors" -> UNORDERED_COLLECTORS.contains(name) || choosesHashMap(access);
            case String _ ->
                UNORDERED_CLASSES.contains(owner) || name.equals("parallel") || name.equals("parallelStream");
        };
    }

    /** The forms of toMap and groupingBy without a map factory collect into a HashMap. */
    private static boolean choosesHashMap(JavaAccess<?> access) {
        if (!(access.getTarget()
                instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target)) {
            return false;
        }
        int parameters = target.getRawParameterTypes().size();
        return switch (access.getName()) {
            case "toMap" -> parameters < 4;
            case "groupingBy" -> parameters < 3;
            case String _ -> false;
        };
    }

    private static ArchRule everyPackageIsNullMarked() {
        return classes().should(new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " is in a package without @NullMarked in its package-info.java"));
                }
            }
        });
    }

    private static ArchRule onlyProgramsPrint() {
        DescribedPredicate<JavaClass> programs =
                resideInAnyPackage("sre.orion.cli..", "sre.orion.fixtures..").or(simpleName("Main"));
        return noClasses().that(DescribedPredicate.not(programs)).should().accessField(System.class, "out");
    }

    private static ArchRule noneUses(String... packages) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
    }

    private static ArchRule engineInOnePlace() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("sre.orion.agent.engine..", "sre.orion.fixtures..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..");
    }
}
