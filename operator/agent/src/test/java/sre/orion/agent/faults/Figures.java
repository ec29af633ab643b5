package sre.orion.agent.faults;

/** Figures is what a run of the tests measured, each a line of its own that the launcher passes on. */
final class Figures {
    private Figures() {}

    static void say(String figure) {
        System.out.println("[INFO] " + figure);
    }
}
