package sre.orion.agent.serve;

/**
 * ServerVersion is what {@code /version} says (k8s.io/apimachinery, pkg/version Info): the version of Kubernetes whose API
 * this is, since kubectl warns of a server that is too old or too new for it, and Orion's own behind the plus sign.
 */
record ServerVersion(
        String major,
        String minor,
        String gitVersion,
        String gitCommit,
        String gitTreeState,
        String buildDate,
        String goVersion,
        String compiler,
        String platform) {
    private static final String MINOR = "35";

    static ServerVersion of() {
        String orion = ServerVersion.class.getPackage().getImplementationVersion();
        return new ServerVersion(
                "1",
                MINOR,
                "v1." + MINOR + ".0+orion-" + (orion == null ? "development" : orion),
                "",
                "clean",
                "",
                "none",
                "java" + Runtime.version().feature(),
                System.getProperty("os.name", "") + "/" + System.getProperty("os.arch", ""));
    }
}
